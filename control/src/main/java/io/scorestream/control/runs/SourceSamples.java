package io.scorestream.control.runs;

import io.scorestream.events.SampleBatch;
import io.scorestream.events.SourceInfo;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.rows.Rows;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;

/** Reads a source's samples as they lie on the samples topic. */
public final class SourceSamples {

  private SourceSamples() {}

  /** Takes samples as they come. */
  @FunctionalInterface
  public interface Taker {

    /**
     * Takes consecutive ones.
     *
     * @param first sequence number of the first of them
     * @param samples {@code [n, d]}
     */
    void take(long first, Rows samples);
  }

  /** Hands over all that are there now. */
  public static void read(KafkaClients clients, SourceInfo source, Taker taker) {
    EventReader<SampleBatch> reader =
        new EventReader<>(clients.connection(), clients.topics().samples(), SampleBatch.class);
    TopicScan.partition(
        clients,
        clients.topics().samples(),
        source.getPartition(),
        record -> {
          SampleBatch batch = source.getSource().equals(record.key()) ? reader.read(record) : null;
          if (batch != null) {
            taker.take(
                batch.getFirstSequence(), SampleBatches.samples(batch, source.getDimension()));
          }
        });
  }
}
