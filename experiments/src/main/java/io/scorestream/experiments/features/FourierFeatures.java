package io.scorestream.experiments.features;

import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code φ_j(x) = √2 cos(w_j·x + b_j)} with {@code w_j ~ N(0, I/ℓ²)} and {@code b_j} uniform on
 * {@code [0, 2π)}: features whose mean product is the Gaussian kernel of width ℓ. Rahimi, Recht,
 * <i>Random features for large-scale kernel machines</i> (2007). Immutable.
 */
final class FourierFeatures {
  private final int dimension;
  private final double[][] frequencies;
  private final double[] phases;

  FourierFeatures(int dimension, int count, double width, RandomGenerator rng) {
    this.dimension = dimension;
    this.frequencies = new double[count][dimension];
    this.phases = new double[count];
    for (int j = 0; j < count; j++) {
      for (int i = 0; i < dimension; i++) {
        frequencies[j][i] = rng.nextGaussian() / width;
      }
      phases[j] = 2 * Math.PI * rng.nextDouble();
    }
  }

  /** The number of features {@code p}. */
  int count() {
    return phases.length;
  }

  /**
   * The features of points.
   *
   * @param points {@code [n, d]} row-major
   * @return {@code [n, p]}
   */
  DMatrixRMaj of(double[] points) {
    int rows = points.length / dimension;
    DMatrixRMaj features = new DMatrixRMaj(rows, count());
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < count(); j++) {
        double angle = phases[j];
        for (int i = 0; i < dimension; i++) {
          angle += frequencies[j][i] * points[row * dimension + i];
        }
        features.data[row * count() + j] = Math.sqrt(2) * Math.cos(angle);
      }
    }
    return features;
  }
}
