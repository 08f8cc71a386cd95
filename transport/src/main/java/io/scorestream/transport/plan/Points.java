package io.scorestream.transport.plan;

import io.scorestream.rows.Rows;

/** Checks and unpacks samples and weights. */
final class Points {
  private Points() {}

  /** The points row by row, {@code [n][d]}; at least one, and all finite. */
  static double[][] unpacked(Rows points) {
    requireSample(points);
    double[][] rows = new double[points.count()][points.dimension()];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < points.dimension(); k++) {
        rows[i][k] = points.at(i, k);
      }
    }
    return rows;
  }

  /** Points on the line, on the terms of {@link #unpacked}. */
  static float[] line(Rows points) {
    requireSample(points);
    return points.numbers();
  }

  private static void requireSample(Rows points) {
    if (points.count() == 0) {
      throw new IllegalArgumentException("a sample of no points; give at least one");
    }
    points.requireFinite();
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
