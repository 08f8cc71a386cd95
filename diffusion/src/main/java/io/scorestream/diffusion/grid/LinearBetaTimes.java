package io.scorestream.diffusion.grid;

/** The grid of {@link TimeGridKind#LINEAR_BETA}. */
final class LinearBetaTimes {
  private static final int HO_STEPS = 1000;
  private static final double HO_FIRST_BETA = 1e-4;
  private static final double HO_LAST_BETA = 0.02;

  private LinearBetaTimes() {}

  static double[] of(double end, double start, int steps) {
    double[] ho = hoTimes();
    double first = ho[0];
    double scale = (end - start) / (ho[HO_STEPS - 1] - first);
    double[] times = new double[steps + 1];
    for (int k = 0; k <= steps; k++) {
      times[k] = start + scale * (interpolate(ho, (HO_STEPS - 1.0) * k / steps) - first);
    }
    return times;
  }

  /**
   * {@code −½ ln ᾱ_j} of the published schedule, for {@code j = 1..1000} at index {@code j − 1}.
   */
  static double[] hoTimes() {
    double[] times = new double[HO_STEPS];
    double logAlphaBar = 0;
    for (int j = 0; j < HO_STEPS; j++) {
      double beta = HO_FIRST_BETA + (HO_LAST_BETA - HO_FIRST_BETA) * j / (HO_STEPS - 1);
      logAlphaBar += Math.log1p(-beta);
      times[j] = -0.5 * logAlphaBar;
    }
    return times;
  }

  private static double interpolate(double[] values, double position) {
    int below = Math.min((int) position, values.length - 2);
    double fraction = position - below;
    return values[below] + fraction * (values[below + 1] - values[below]);
  }
}
