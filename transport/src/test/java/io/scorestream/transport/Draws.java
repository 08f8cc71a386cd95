package io.scorestream.transport;

import io.scorestream.rows.Rows;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Draws of Gaussians that repeat, for tests. */
public final class Draws {
  private static final RandomGeneratorFactory<RandomGenerator> ALGORITHM =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private Draws() {}

  /** A generator that equal seeds make equal. */
  public static RandomGenerator generator(long seed) {
    return ALGORITHM.create(seed);
  }

  /** A generator for one of several uses of a seed. */
  public static RandomGenerator generator(long seed, long... use) {
    return generator(31 * seed + Arrays.hashCode(use));
  }

  /** Fills rows with draws of the standard Gaussian. */
  static void gaussian(RandomGenerator rng, Rows out) {
    float[] numbers = out.numbers();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) rng.nextGaussian();
    }
  }

  /** Draws of the Gaussian of unit variance whose mean has {@code mean} in each coordinate. */
  public static Rows gaussian(int count, int dimension, double mean, RandomGenerator rng) {
    Rows rows = Rows.zeros(count, dimension);
    float[] numbers = rows.numbers();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (rng.nextGaussian() + mean);
    }
    return rows;
  }

  /** Draws with a generator of their own. */
  public static Rows gaussian(int count, int dimension, double mean, long seed) {
    return gaussian(count, dimension, mean, generator(seed));
  }

  /** {@code [count, 2]} draws of the Gaussian with a mean and a covariance {@code [2, 2]}. */
  static Rows plane(double[] mean, double[] covariance, int count, RandomGenerator rng) {
    double first = Math.sqrt(covariance[0]);
    double shared = covariance[1] / first;
    double second = Math.sqrt(covariance[3] - shared * shared);
    float[] points = new float[2 * count];
    for (int row = 0; row < count; row++) {
      double z = rng.nextGaussian();
      points[2 * row] = (float) (mean[0] + first * z);
      points[2 * row + 1] = (float) (mean[1] + shared * z + second * rng.nextGaussian());
    }
    return Rows.of(points, 2);
  }
}
