package io.scorestream.bench;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.rows.Rows;
import java.util.random.RandomGenerator;

/** Pairs of samples to measure distances between, equal at every call. */
public enum PointClouds {
  /** Two samples of one standard Gaussian: what a good generator makes. */
  GAUSSIAN {
    @Override
    Rows second(int count, int dimension, RandomGenerator rng) {
      return gaussian(count, dimension, rng);
    }
  },
  /** A standard Gaussian and five narrow clusters, some of them far from it. */
  CLUSTERS {
    @Override
    Rows second(int count, int dimension, RandomGenerator rng) {
      Rows centres = gaussian(5, dimension, rng);
      Rows points = gaussian(count, dimension, rng);
      float[] numbers = points.numbers();
      for (int row = 0; row < count; row++) {
        int cluster = rng.nextInt(5);
        for (int k = 0; k < dimension; k++) {
          int i = row * dimension + k;
          numbers[i] = 4 * centres.at(cluster, k) + 0.3f * numbers[i];
        }
      }
      return points;
    }
  };

  abstract Rows second(int count, int dimension, RandomGenerator rng);

  /** The one sample, {@code [count, dimension]}. */
  public Rows x(int count, int dimension) {
    return gaussian(count, dimension, Seeds.generator(1, count, dimension));
  }

  /** The other sample, {@code [count, dimension]}. */
  public Rows y(int count, int dimension) {
    return second(count, dimension, Seeds.generator(2, count, dimension));
  }

  private static Rows gaussian(int count, int dimension, RandomGenerator rng) {
    Rows points = Rows.zeros(count, dimension);
    float[] numbers = points.numbers();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) rng.nextGaussian();
    }
    return points;
  }
}
