package io.scorestream.dashboard.board;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How many samples a source has, and how fast they come. Guarded by its owner. */
final class SampleCount {

  private static final Duration WINDOW = Duration.ofSeconds(30);
  private static final Duration SHORTEST = Duration.ofSeconds(2);

  private final Deque<Count> counts = new ArrayDeque<>();

  private record Count(long samples, long nanos) {}

  /** Takes a count; returns whether it is another than the last, or the speed is. */
  boolean add(long samples, long nanos) {
    double before = perSecond();
    long known = counts.isEmpty() ? -1 : samples();
    while (!counts.isEmpty() && nanos - counts.getFirst().nanos() > WINDOW.toNanos()) {
      counts.removeFirst();
    }
    counts.addLast(new Count(Math.max(samples, known), nanos));
    return samples() != known || Double.compare(before, perSecond()) != 0;
  }

  /** The newest count. */
  long samples() {
    return counts.getLast().samples();
  }

  /** Over the last half minute at most; NaN where less than two seconds are known. */
  double perSecond() {
    if (counts.isEmpty()) {
      return Double.NaN;
    }
    Count first = counts.getFirst();
    Count last = counts.getLast();
    long nanos = last.nanos() - first.nanos();
    return nanos < SHORTEST.toNanos()
        ? Double.NaN
        : (last.samples() - first.samples()) * 1e9 / nanos;
  }
}
