package io.scorestream.transport.twosample;

import java.util.Arrays;

/**
 * A feature's numbers in bins of about as many each, between which trees split.
 *
 * @param edges increasing; a bin ends with its edge, and the last has none
 * @param of each point's bin
 */
@SuppressWarnings("ArrayRecordComponent")
record Bins(double[] edges, byte[] of) {

  /** The most bins. */
  static final int MOST = 32;

  /**
   * Bins of numbers.
   *
   * @param numbers {@code [n]}, n at least 1, without NaN
   */
  static Bins of(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    double[] edges = new double[MOST - 1];
    int count = 0;
    for (int bin = 1; bin < MOST; bin++) {
      double edge = sorted[(int) ((long) bin * (sorted.length - 1) / MOST)];
      if (edge < sorted[sorted.length - 1] && (count == 0 || edge > edges[count - 1])) {
        edges[count++] = edge;
      }
    }
    edges = Arrays.copyOf(edges, count);
    byte[] of = new byte[numbers.length];
    for (int i = 0; i < of.length; i++) {
      int place = Arrays.binarySearch(edges, numbers[i]);
      of[i] = (byte) (place < 0 ? -place - 1 : place);
    }
    return new Bins(edges, of);
  }
}
