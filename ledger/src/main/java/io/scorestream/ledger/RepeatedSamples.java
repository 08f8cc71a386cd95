package io.scorestream.ledger;

import io.scorestream.events.SampleBatch;
import io.scorestream.ledger.Intervals.Range;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Samples that are there more than once, compared with what they were the first time by 64 bits of
 * their SHA-256: 8 bytes of memory for each of them. Owned by one thread.
 */
final class RepeatedSamples {

  private final Map<String, Intervals> repeated;
  private final LedgerDraft draft;

  /** By source, and first sequence number of a range: hashes, 0 for not seen yet. */
  private final Map<String, Map<Long, long[]>> hashes = new HashMap<>();

  /**
   * @param repeated which samples, by source
   */
  RepeatedSamples(Map<String, Intervals> repeated, LedgerDraft draft) {
    this.repeated = repeated;
    this.draft = draft;
    repeated.forEach(
        (source, intervals) -> {
          Map<Long, long[]> room = new HashMap<>();
          for (Range range : intervals.within(0, Long.MAX_VALUE)) {
            room.put(range.from(), new long[Math.toIntExact(range.to() - range.from())]);
          }
          hashes.put(source, room);
        });
  }

  /** Takes a record again. */
  void take(ConsumerRecord<String, byte[]> record, @Nullable SampleBatch batch) {
    if (batch == null || !repeated.containsKey(batch.getSource()) || !isSound(batch)) {
      return;
    }
    long first = batch.getFirstSequence();
    for (Map.Entry<Long, long[]> range :
        hashes.getOrDefault(batch.getSource(), Map.of()).entrySet()) {
      long start = Math.max(first, range.getKey());
      long end = Math.min(first + batch.getCount(), range.getKey() + range.getValue().length);
      long other = -1;
      for (long sequence = start; sequence < end; sequence++) {
        if (isOther(range.getValue(), (int) (sequence - range.getKey()), batch, sequence)
            && other < 0) {
          other = sequence;
        }
      }
      if (other >= 0) {
        draft.find(
            Places.of(record),
            "sample %s of source %s is there before with other numbers"
                .formatted(other, batch.getSource()),
            "two writers, or a source that changed, under one id: give the data a source id of its"
                + " own; trainers keep to the first");
      }
    }
  }

  /** Says how many were the same; once all is read. */
  void finish() {
    repeated.forEach(
        (source, intervals) ->
            draft.notice(
                "%s samples of source %s are there more than once, and count once"
                    .formatted(intervals.size(), source)));
  }

  private static boolean isSound(SampleBatch batch) {
    return batch.getFirstSequence() >= 0
        && batch.getData().remaining()
            == (long) batch.getCount() * batch.getDimension() * Float.BYTES;
  }

  private static boolean isOther(long[] known, int at, SampleBatch batch, long sequence) {
    int size = batch.getDimension() * Float.BYTES;
    ByteBuffer rows = batch.getData().duplicate();
    byte[] row = new byte[size];
    rows.position(rows.position() + (int) (sequence - batch.getFirstSequence()) * size).get(row);
    long hash = Long.parseUnsignedLong(Digest.of(row).substring(0, 16), 16) | 1;
    if (known[at] == 0) {
      known[at] = hash;
    }
    return known[at] != hash;
  }
}
