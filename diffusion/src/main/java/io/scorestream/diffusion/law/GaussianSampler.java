package io.scorestream.diffusion.law;

import io.scorestream.diffusion.linear.Cholesky;
import java.util.random.RandomGenerator;

/** Draws {@code μ + L z} without allocation. Used by one thread at a time. */
final class GaussianSampler {
  private final double[] mean;
  private final Cholesky factor;
  private final double[] z;

  GaussianSampler(double[] mean, Cholesky factor) {
    this.mean = mean;
    this.factor = factor;
    this.z = new double[mean.length];
  }

  /** Writes one draw to {@code out[offset..offset + d)}. */
  void draw(RandomGenerator rng, float[] out, int offset) {
    for (int i = 0; i < z.length; i++) {
      z[i] = rng.nextGaussian();
    }
    for (int i = 0; i < z.length; i++) {
      out[offset + i] = (float) (mean[i] + factor.multiplyRow(i, z));
    }
  }
}
