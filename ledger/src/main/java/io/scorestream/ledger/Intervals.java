package io.scorestream.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sets of sequence numbers as the ranges that they consist of. Owned by one thread. */
final class Intervals {

  /** Ends, each one behind the last number, by the first number; no two meet. */
  private final TreeMap<Long, Long> ends = new TreeMap<>();

  /**
   * Consecutive sequence numbers.
   *
   * @param from the first
   * @param to one behind the last
   */
  record Range(long from, long to) {

    @Override
    public String toString() {
      return to == from + 1 ? "sample " + from : "samples " + from + " to " + (to - 1);
    }
  }

  void add(long from, long to) {
    if (from >= to) {
      return;
    }
    long first = from;
    long last = to;
    for (Map.Entry<Long, Long> near = ends.floorEntry(last);
        near != null && near.getValue() >= first;
        near = ends.floorEntry(last)) {
      ends.remove(near.getKey());
      first = Math.min(first, near.getKey());
      last = Math.max(last, near.getValue());
    }
    ends.put(first, last);
  }

  boolean isEmpty() {
    return ends.isEmpty();
  }

  /** How many numbers. */
  long size() {
    return ends.entrySet().stream().mapToLong(range -> range.getValue() - range.getKey()).sum();
  }

  /** The parts of a range that are in the set. */
  List<Range> within(long from, long to) {
    List<Range> parts = new ArrayList<>();
    Map.Entry<Long, Long> before = ends.floorEntry(from);
    if (before != null && before.getValue() > from) {
      parts.add(new Range(from, Math.min(to, before.getValue())));
    }
    ends.subMap(from, false, to, false)
        .forEach((first, end) -> parts.add(new Range(first, Math.min(to, end))));
    return parts;
  }

  /** The parts of a range that are not. */
  List<Range> without(long from, long to) {
    List<Range> parts = new ArrayList<>();
    long next = from;
    for (Range in : within(from, to)) {
      if (in.from() > next) {
        parts.add(new Range(next, in.from()));
      }
      next = in.to();
    }
    if (next < to) {
      parts.add(new Range(next, to));
    }
    return parts;
  }
}
