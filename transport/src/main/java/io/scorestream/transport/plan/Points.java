package io.scorestream.transport.plan;

/** Checks and unpacks samples and weights. */
final class Points {
  private Points() {}

  /** The rows of {@code [n, d]} row-major points, which must be whole, finite and at least one. */
  static double[][] rows(float[] points, int dimension) {
    if (dimension < 1 || points.length == 0 || points.length % dimension != 0) {
      throw new IllegalArgumentException(
          "%s numbers are no sample of rows of %s; give a positive multiple"
              .formatted(points.length, dimension));
    }
    double[][] rows = new double[points.length / dimension][dimension];
    for (int i = 0; i < points.length; i++) {
      if (!Float.isFinite(points[i])) {
        throw new IllegalArgumentException(
            "row %s of a sample holds %s; leave out rows that are not finite"
                .formatted(i / dimension, points[i]));
      }
      rows[i / dimension][i % dimension] = points[i];
    }
    return rows;
  }

  /** Points on the line, on the terms of {@link #rows}. */
  static float[] line(float[] points) {
    rows(points, 1);
    return points;
  }

  /** Weights of {@code count} points, which must be at least 0, finite and not all 0. */
  static double[] masses(double[] weights, int count) {
    if (weights.length != count) {
      throw new IllegalArgumentException(
          "%s weights for %s points; give one for each".formatted(weights.length, count));
    }
    for (int i = 0; i < count; i++) {
      if (!(weights[i] >= 0 && Double.isFinite(weights[i]))) {
        throw new IllegalArgumentException(
            "weight %s is %s; give finite weights of at least 0".formatted(i, weights[i]));
      }
    }
    if (!(TransportSolver.sum(weights) > 0)) {
      throw new IllegalArgumentException("all weights are 0; give at least one above");
    }
    return weights;
  }
}
