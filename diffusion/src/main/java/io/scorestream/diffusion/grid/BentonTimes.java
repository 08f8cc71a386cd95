package io.scorestream.diffusion.grid;

/** The grid of {@link TimeGridKind#BENTON}. */
final class BentonTimes {
  private static final int BISECTIONS = 200;

  private BentonTimes() {}

  static double[] of(double end, double start, int steps) {
    return times(kappa(end, start, steps), start, steps);
  }

  /**
   * The κ that takes {@code steps} steps from start to end, found by bisection to full precision.
   */
  static double kappa(double end, double start, int steps) {
    double low = 0;
    double high = (end - start) / Math.min(1, start);
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (times(middle, start, steps)[steps] < end) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double[] times(double kappa, double start, int steps) {
    double[] times = new double[steps + 1];
    times[0] = start;
    for (int k = 1; k <= steps; k++) {
      times[k] = times[k - 1] + kappa * Math.min(1, times[k - 1]);
    }
    return times;
  }
}
