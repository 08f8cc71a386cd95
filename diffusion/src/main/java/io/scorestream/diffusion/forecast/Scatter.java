package io.scorestream.diffusion.forecast;

import static java.util.Objects.requireNonNull;

import io.scorestream.diffusion.linear.Cholesky;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How n milestones scatter around a curve: the factored covariance of deviations and measurements,
 * and what follows from it alone, which curves of one scatter share. Keeps what was asked last.
 * Used by one thread at a time.
 */
final class Scatter {

  private final TrendModel model;
  private final double spread;
  private final double[] amplitudes;
  private final Cholesky factor;
  private final double[] ones;
  private final double levelVariance;
  private final double logDeterminant;
  private final double logLevelVariance;
  private @Nullable Contrast asked;
  private @Nullable Kriging answer;

  /**
   * What the milestones say of something else, whatever was measured: kriging with an unknown mean.
   *
   * @param weights of the whitened residuals, {@code [n]}
   * @param levels how often it contains the level
   * @param known how much of that the weights contain
   * @param variance of what is asked, that of the level included
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Kriging(double[] weights, double levels, double known, double variance) {}

  /**
   * @param spread logarithm of the deviations' standard deviation in units of the amplitude
   * @param amplitudes of the milestones, {@code [n]}
   * @param covariance of y, {@code [n, n]}
   */
  Scatter(TrendModel model, double spread, double[] amplitudes, double[] covariance) {
    int n = amplitudes.length;
    this.model = model;
    this.spread = spread;
    this.amplitudes = amplitudes;
    this.factor = new Cholesky(covariance, n);
    double[] unit = new double[n];
    Arrays.fill(unit, 1);
    this.ones = factor.whiten(unit);
    this.levelVariance = 1 / product(ones, ones);
    this.logDeterminant = factor.logDeterminant();
    this.logLevelVariance = Math.log(levelVariance);
  }

  /** Residuals that are independent and of variance 1, {@code [n]}. */
  double[] whiten(double[] residuals) {
    return factor.whiten(residuals);
  }

  /** Mean of the level after whitened residuals. */
  double level(double[] whitened) {
    return levelVariance * product(ones, whitened);
  }

  double levelVariance() {
    return levelVariance;
  }

  /** Logarithm of the likelihood of whitened residuals, the level integrated out. */
  double logLikelihood(double[] whitened) {
    double level = level(whitened);
    double squares = product(whitened, whitened) - level * level / levelVariance;
    return -0.5 * (squares + logDeterminant - logLevelVariance);
  }

  /** What the milestones say of what is asked, around a curve of this scatter. */
  Kriging of(Contrast contrast, TrendCurve curve) {
    if (contrast != asked) {
      answer = kriging(contrast, curve.amplitudes(contrast.sizes()));
      asked = contrast;
    }
    return requireNonNull(answer);
  }

  private Kriging kriging(Contrast contrast, double[] sizeAmplitudes) {
    double[] milestones = model.milestones();
    double[] sizes = contrast.sizes();
    double[] shares = contrast.shares();
    double variance = Math.exp(2 * spread);
    double[] covariances = new double[milestones.length];
    double prior = 0;
    double levels = 0;
    for (int j = 0; j < sizes.length; j++) {
      double scale = variance * sizeAmplitudes[j];
      levels += shares[j];
      for (int i = 0; i < milestones.length; i++) {
        covariances[i] +=
            shares[j] * (scale * amplitudes[i] * TrendModel.correlation(sizes[j], milestones[i]));
      }
      for (int l = 0; l < sizes.length; l++) {
        prior +=
            shares[j]
                * shares[l]
                * (scale * sizeAmplitudes[l] * TrendModel.correlation(sizes[j], sizes[l]));
      }
    }
    double[] weights = factor.whiten(covariances);
    double known = product(weights, ones);
    double unknown = levels - known;
    return new Kriging(
        weights,
        levels,
        known,
        Math.max(0, prior - product(weights, weights)) + unknown * unknown * levelVariance);
  }

  /** {@code Σ x_i y_i}. */
  static double product(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
