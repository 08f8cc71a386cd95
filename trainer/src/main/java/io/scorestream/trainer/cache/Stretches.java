package io.scorestream.trainer.cache;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Where the samples of a log are by their sequence numbers: unbroken stretches, one more for each
 * place where samples are missing. For one thread.
 */
final class Stretches {

  /** Row of each stretch's first sample, by its sequence number. */
  private final NavigableMap<Long, Long> rows = new TreeMap<>();

  private long nextSequence;
  private long nextRow;

  /** Takes the entries of the log, one after the other. */
  void add(LogEntry entry) {
    if (entry.count() == 0) {
      return;
    }
    if (rows.isEmpty() || entry.firstSequence() != nextSequence) {
      rows.put(entry.firstSequence(), nextRow);
    }
    nextSequence = entry.firstSequence() + entry.count();
    nextRow += entry.count();
  }

  /** Row of a sample; -1 where it is missing. */
  long row(long sequence) {
    Map.Entry<Long, Long> stretch = rows.floorEntry(sequence);
    if (stretch == null) {
      return -1;
    }
    long row = stretch.getValue() + sequence - stretch.getKey();
    Map.Entry<Long, Long> after = rows.higherEntry(sequence);
    return row < (after == null ? nextRow : after.getValue()) ? row : -1;
  }
}
