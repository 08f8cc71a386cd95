package io.scorestream.diffusion.wasserstein;

import java.util.random.RandomGenerator;

/** Directions: vectors of norm 1. */
final class Sphere {
  private Sphere() {}

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

  /** {@code |vector|}. */
  static double norm(float[] vector) {
    double square = 0;
    for (float coordinate : vector) {
      square += coordinate * coordinate;
    }
    return Math.sqrt(square);
  }
}
