package io.scorestream.experiments.statistic;

/** The slope of a straight line through {@code (ln x, ln y)} by least squares. */
public final class LogSlope {
  private LogSlope() {}

  /**
   * The exponent {@code b} of {@code y ≈ A x^b}.
   *
   * @param x above 0, at least two of them different
   * @param y above 0, as many
   */
  public static double of(double[] x, double[] y) {
    double[] weights = weights(x);
    double slope = 0;
    for (int i = 0; i < x.length; i++) {
      slope += weights[i] * Math.log(y[i]);
    }
    return slope;
  }

  /**
   * The standard error of that slope where each y has an independent error of its own.
   *
   * @param relative standard error of each y, divided by y
   */
  public static double error(double[] x, double[] relative) {
    double[] weights = weights(x);
    double variance = 0;
    for (int i = 0; i < x.length; i++) {
      variance += weights[i] * weights[i] * relative[i] * relative[i];
    }
    return Math.sqrt(variance);
  }

  /** What each {@code ln y} counts for: {@code (u − ū)/Σ(u − ū)²} with {@code u = ln x}. */
  private static double[] weights(double[] x) {
    double mean = 0;
    for (double number : x) {
      mean += Math.log(number) / x.length;
    }
    double[] weights = new double[x.length];
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      weights[i] = Math.log(x[i]) - mean;
      squares += weights[i] * weights[i];
    }
    for (int i = 0; i < x.length; i++) {
      weights[i] /= squares;
    }
    return weights;
  }
}
