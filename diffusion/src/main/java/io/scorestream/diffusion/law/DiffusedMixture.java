package io.scorestream.diffusion.law;

import io.scorestream.rows.Rows;

/**
 * {@code ∇ log q(x) = Σ_j r_j(x) ∇ log q_j(x)} with {@code r_j ∝ w_j q_j(x)}. Used by one thread at
 * a time.
 */
final class DiffusedMixture implements DiffusedLaw {
  private final double[] logWeights;
  private final DiffusedGaussian[] components;
  private final SoftmaxAverage average;
  private final double[] gradient;

  DiffusedMixture(int dimension, double[] logWeights, DiffusedGaussian[] components) {
    this.logWeights = logWeights;
    this.components = components;
    this.average = new SoftmaxAverage(dimension);
    this.gradient = new double[dimension];
  }

  @Override
  public void score(double[] x, double[] out) {
    takeIn(x);
    for (int i = 0; i < gradient.length; i++) {
      out[i] = average.average(i);
    }
  }

  @Override
  public void score(Rows x, Rows out) {
    MixtureBlock.score(logWeights, components, x, out);
  }

  @Override
  public double logDensity(double[] x) {
    takeIn(x);
    return average.logTotal();
  }

  private void takeIn(double[] x) {
    average.clear();
    for (int j = 0; j < components.length; j++) {
      double logDensity = components[j].logDensityAndScore(x, gradient);
      average.add(logWeights[j] + logDensity, gradient);
    }
  }
}
