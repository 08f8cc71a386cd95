package io.scorestream.diffusion.forecast;

import io.scorestream.diffusion.linear.Cholesky;
import java.util.Arrays;

/**
 * One curve with one spread, given what was measured: its level is then normal, and so is whatever
 * is forecast with it. Kriging with an unknown mean; Rasmussen, Williams, <i>Gaussian Processes for
 * Machine Learning</i> (2006), section 2.7.
 */
final class TrendNode {

  private final TrendModel model;
  private final double exponent;
  private final double form;
  private final double spread;
  private final Cholesky factor;
  private final double[] residuals;
  private final double[] ones;
  private final double level;
  private final double levelVariance;

  /**
   * @param rest observations less the curve's, as {@link #rest} gives them; left unchanged
   */
  TrendNode(TrendModel model, double exponent, double form, double spread, double[] rest) {
    this.model = model;
    this.exponent = exponent;
    this.form = form;
    this.spread = spread;
    this.factor = model.factor(exponent, form, spread);
    double[] unit = new double[rest.length];
    Arrays.fill(unit, 1);
    this.residuals = factor.whiten(rest);
    this.ones = factor.whiten(unit);
    this.levelVariance = 1 / product(ones, ones);
    this.level = levelVariance * product(ones, residuals);
  }

  /** What the curve leaves of the observations, {@code [n]}; the same for every spread. */
  static double[] rest(TrendModel model, double exponent, double form) {
    double[] rest = model.observations().clone();
    for (int i = 0; i < rest.length; i++) {
      rest[i] -= model.curve(exponent, form, model.milestones()[i]);
    }
    return rest;
  }

  double exponent() {
    return exponent;
  }

  double form() {
    return form;
  }

  /** Mean of the level. */
  double level() {
    return level;
  }

  /** Standard deviation of the level. */
  double levelDeviation() {
    return Math.sqrt(levelVariance);
  }

  /** Logarithm of the likelihood, the level integrated out, up to a constant. */
  double logLikelihood() {
    double squares = product(residuals, residuals) - level * level / levelVariance;
    return -0.5 * (squares + factor.logDeterminant() - Math.log(levelVariance))
        + model.logLevelPrior(level, levelDeviation());
  }

  /** What the stream will have at m: mean and variance. */
  double[] at(double m) {
    return combination(new double[] {m}, new double[] {1});
  }

  /** By how much it will fall between two sizes: mean and variance. */
  double[] fall(double from, double to) {
    return combination(new double[] {from, to}, new double[] {1, -1});
  }

  private double[] combination(double[] sizes, double[] shares) {
    double[] milestones = model.milestones();
    double[] covariances = new double[milestones.length];
    double mean = 0;
    double prior = 0;
    double levels = 0;
    for (int j = 0; j < sizes.length; j++) {
      mean += shares[j] * model.curve(exponent, form, sizes[j]);
      levels += shares[j];
      for (int i = 0; i < milestones.length; i++) {
        covariances[i] += shares[j] * covariance(sizes[j], milestones[i]);
      }
      for (int l = 0; l < sizes.length; l++) {
        prior += shares[j] * shares[l] * covariance(sizes[j], sizes[l]);
      }
    }
    double[] weights = factor.whiten(covariances);
    double known = product(weights, ones);
    double unknown = levels - known;
    return new double[] {
      mean + levels * level + product(weights, residuals) - level * known,
      Math.max(0, prior - product(weights, weights)) + unknown * unknown * levelVariance
    };
  }

  private double covariance(double m, double other) {
    return Math.exp(2 * spread)
        * model.amplitude(exponent, form, m)
        * model.amplitude(exponent, form, other)
        * TrendModel.correlation(m, other);
  }

  private static double product(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
