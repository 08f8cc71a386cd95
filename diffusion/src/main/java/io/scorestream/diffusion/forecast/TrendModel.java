package io.scorestream.diffusion.forecast;

/**
 * What n milestones measured, and the curves that it may lie on: {@code y_i = level + curve(m_i) +
 * deviation(m_i) + measurement_i}. The curve has an exponent and one parameter more, its form.
 * Deviations are a stream's own: normal, of standard deviation {@code spread · amplitude(m)}, and
 * with correlation {@code min(m, m′)/max(m, m′)}, as those of a mean of the first m samples have.
 * Parameters come as their axes have them. Used by one thread at a time.
 */
interface TrendModel {

  /** The sizes m, {@code [n]}, increasing. */
  double[] milestones();

  /** {@code y}, {@code [n]}. */
  double[] observations();

  /** The curve at m, without its level. */
  double curve(double exponent, double form, double m);

  /** Size of the deviations at m, in units of the spread. */
  double amplitude(double exponent, double form, double m);

  /** What deviations and measurements have in common around a curve. */
  Scatter scatter(TrendCurve curve, double spread);

  /** Logarithm of the prior of a normally distributed level, integrated over it. */
  double logLevelPrior(double mean, double deviation);

  /** Correlation of a stream's deviations at two sizes. */
  static double correlation(double m, double other) {
    return Math.min(m, other) / Math.max(m, other);
  }
}
