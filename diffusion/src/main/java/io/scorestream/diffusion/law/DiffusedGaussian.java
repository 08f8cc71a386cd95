package io.scorestream.diffusion.law;

import io.scorestream.diffusion.linear.Cholesky;
import java.util.Arrays;

/**
 * {@code N(m, V)} with {@code V} factored once: {@code ∇ log q(x) = −V⁻¹ (x − m)} in {@code d²}
 * operations. Used by one thread at a time.
 */
final class DiffusedGaussian implements DiffusedLaw {
  private final double[] mean;
  private final double[] precision;
  private final double logNormaliser;
  private final double[] centred;
  private final double[] gradient;

  DiffusedGaussian(double[] mean, Cholesky covariance) {
    this.mean = mean;
    this.precision = covariance.inverse();
    this.logNormaliser = -0.5 * (mean.length * Math.log(2 * Math.PI) + covariance.logDeterminant());
    this.centred = new double[mean.length];
    this.gradient = new double[mean.length];
  }

  @Override
  public void score(double[] x, double[] out) {
    logDensityAndScore(x, out);
  }

  @Override
  public double logDensity(double[] x) {
    return logDensityAndScore(x, gradient);
  }

  double logDensityAndScore(double[] x, double[] out) {
    int d = mean.length;
    for (int i = 0; i < d; i++) {
      centred[i] = x[i] - mean[i];
    }
    double exponent = 0;
    for (int i = 0; i < d; i++) {
      double product = 0;
      for (int j = 0; j < d; j++) {
        product -= precision[i * d + j] * centred[j];
      }
      out[i] = product;
      exponent += product * centred[i];
    }
    return logNormaliser + 0.5 * exponent;
  }

  /**
   * {@link #logDensityAndScore} of many points, whose coordinates lie apart.
   *
   * @param x {@code [d][n]}
   * @param centred {@code [d][n]}, to work in
   * @param logDensities {@code [n]}
   * @param out {@code [d][n]}
   */
  void logDensitiesAndScores(
      double[][] x, double[][] centred, double[] logDensities, double[][] out) {
    int d = mean.length;
    for (int i = 0; i < d; i++) {
      subtract(x[i], mean[i], centred[i]);
    }
    Arrays.fill(logDensities, logNormaliser);
    for (int i = 0; i < d; i++) {
      Arrays.fill(out[i], 0);
      int j = 0;
      for (; j + 2 <= d; j += 2) {
        double factor = -precision[i * d + j];
        addScaled(centred[j], factor, centred[j + 1], -precision[i * d + j + 1], out[i]);
      }
      if (j < d) {
        addScaled(centred[j], -precision[i * d + j], out[i]);
      }
      addHalfProducts(out[i], centred[i], logDensities);
    }
  }

  private static void subtract(double[] numbers, double subtrahend, double[] out) {
    for (int p = 0; p < out.length; p++) {
      out[p] = numbers[p] - subtrahend;
    }
  }

  private static void addScaled(double[] numbers, double factor, double[] sums) {
    for (int p = 0; p < sums.length; p++) {
      sums[p] += factor * numbers[p];
    }
  }

  private static void addScaled(
      double[] one, double factor, double[] other, double otherFactor, double[] sums) {
    for (int p = 0; p < sums.length; p++) {
      sums[p] = sums[p] + factor * one[p] + otherFactor * other[p];
    }
  }

  private static void addHalfProducts(double[] one, double[] other, double[] sums) {
    for (int p = 0; p < sums.length; p++) {
      sums[p] += 0.5 * one[p] * other[p];
    }
  }
}
