package io.scorestream.producer;

import io.scorestream.events.SampleBatch;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.ingest.SampleSource;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.util.Optional;

/** Decides where a source goes on, and refuses one that is not the one that began. */
record Continuation(String sourceId, SampleSource source, String topic) {

  /**
   * Sequence number of the next sample to send.
   *
   * @param last the source's last batch on the topic, where it has one
   * @throws ScorestreamException when the source does not give the samples of that batch
   */
  long after(Optional<SampleBatch> last) {
    last.ifPresent(this::requireSame);
    return last.map(batch -> batch.getFirstSequence() + batch.getCount()).orElse(0L);
  }

  private void requireSame(SampleBatch last) {
    if (last.getDimension() != source.dimension()) {
      throw changed(
          last.getFirstSequence(),
          "has %s numbers, but %s gives %s"
              .formatted(last.getDimension(), source, source.dimension()));
    }
    float[] sent = SampleBatches.samples(last, last.getDimension()).numbers();
    float[] given = source.read(last.getFirstSequence(), last.getCount()).numbers();
    for (int i = 0; i < sent.length; i++) {
      long sequence = last.getFirstSequence() + i / source.dimension();
      if (i >= given.length) {
        throw changed(sequence, "is there, but " + source + " ends before it");
      }
      if (Float.floatToRawIntBits(sent[i]) != Float.floatToRawIntBits(given[i])) {
        throw changed(
            sequence,
            "has %s as its number %s, but %s gives %s"
                .formatted(sent[i], i % source.dimension() + 1, source, given[i]));
      }
    }
  }

  private ScorestreamException changed(long sequence, String contradiction) {
    return new ScorestreamException(
        Reason.CONFLICT,
        "sample %s of source %s on %s %s; nothing was sent"
            .formatted(sequence, sourceId, topic, contradiction),
        "the file, its columns, the law or the seed was changed: set them back, or give what is new"
            + " another source.id (--source-id)");
  }
}
