package io.scorestream.report;

import java.util.Arrays;

/** The median of a few numbers. */
final class Medians {

  private Medians() {}

  /** The middle one, or the mean of the middle two; NaN when there are none or one is NaN. */
  static double of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    if (n == 0 || Double.isNaN(sorted[n - 1])) {
      return Double.NaN;
    }
    double upper = sorted[n / 2];
    return n % 2 == 1 ? upper : sorted[n / 2 - 1] / 2 + upper / 2;
  }
}
