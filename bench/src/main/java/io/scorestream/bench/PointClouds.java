package io.scorestream.bench;

import io.scorestream.diffusion.process.Seeds;
import java.util.random.RandomGenerator;

/** Pairs of samples to measure distances between, equal at every call. */
public enum PointClouds {
  /** Two samples of one standard Gaussian: what a good generator makes. */
  GAUSSIAN {
    @Override
    float[] second(int count, int dimension, RandomGenerator rng) {
      return gaussian(count, dimension, rng);
    }
  },
  /** A standard Gaussian and five narrow clusters, some of them far from it. */
  CLUSTERS {
    @Override
    float[] second(int count, int dimension, RandomGenerator rng) {
      float[] centres = gaussian(5, dimension, rng);
      float[] points = gaussian(count, dimension, rng);
      for (int row = 0; row < count; row++) {
        int cluster = rng.nextInt(5);
        for (int k = 0; k < dimension; k++) {
          int i = row * dimension + k;
          points[i] = 4 * centres[cluster * dimension + k] + 0.3f * points[i];
        }
      }
      return points;
    }
  };

  abstract float[] second(int count, int dimension, RandomGenerator rng);

  /** The one sample, {@code [count, dimension]} row-major. */
  public float[] x(int count, int dimension) {
    return gaussian(count, dimension, Seeds.generator(1, count, dimension));
  }

  /** The other sample, {@code [count, dimension]} row-major. */
  public float[] y(int count, int dimension) {
    return second(count, dimension, Seeds.generator(2, count, dimension));
  }

  private static float[] gaussian(int count, int dimension, RandomGenerator rng) {
    float[] points = new float[count * dimension];
    for (int i = 0; i < points.length; i++) {
      points[i] = (float) rng.nextGaussian();
    }
    return points;
  }
}
