package io.scorestream.diffusion.law;

import io.scorestream.diffusion.linear.Cholesky;

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
}
