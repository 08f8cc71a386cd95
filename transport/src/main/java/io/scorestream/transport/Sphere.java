package io.scorestream.transport;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Directions: vectors of norm 1. */
final class Sphere {
  private static final RandomGeneratorFactory<RandomGenerator> ALGORITHM =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private Sphere() {}

  /** The generator of the directions of a seed, the same on every Java from 17 on. */
  static RandomGenerator generator(long seed) {
    return ALGORITHM.create(seed);
  }

  /** A direction uniform on the sphere of {@code dimension} coordinates. */
  static float[] direction(int dimension, RandomGenerator rng) {
    float[] direction = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      direction[i] = (float) rng.nextGaussian();
    }
    return normalised(direction);
  }

  /** The vector at norm 1, in place; it is not 0. */
  static float[] normalised(float[] vector) {
    double norm = norm(vector);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] / norm);
    }
    return vector;
  }

  /** {@code |vector|}, whatever its scale. */
  static double norm(double[] vector) {
    double square = 0;
    for (double coordinate : vector) {
      square += coordinate * coordinate;
    }
    return Math.sqrt(square);
  }

  private static double norm(float[] vector) {
    double square = 0;
    for (float coordinate : vector) {
      square += coordinate * coordinate;
    }
    return Math.sqrt(square);
  }
}
