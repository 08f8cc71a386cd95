package io.scorestream.transport;

import io.scorestream.rows.Rows;
import java.util.Arrays;
import java.util.Optional;

/**
 * Two samples seen along a direction: on the line the best pairing is that of sorted points, with
 * masses split where the samples are of unequal size. Holds working memory; used by one thread.
 */
final class DirectedPairs {
  private final float[] x;
  private final float[] y;
  private final int dimension;
  private final float[] projectedX;
  private final float[] projectedY;
  private final long[] orderX;
  private final long[] orderY;
  private final double[] pullX;
  private final double[] pullY;

  /**
   * @param x {@code [n, d]}, at least one row
   * @param y {@code [m, d]}, at least one row
   */
  DirectedPairs(Rows x, Rows y) {
    this.x = x.numbers();
    this.y = y.numbers();
    this.dimension = x.dimension();
    this.projectedX = new float[x.count()];
    this.projectedY = new float[y.count()];
    this.orderX = new long[projectedX.length];
    this.orderY = new long[projectedY.length];
    this.pullX = new double[projectedX.length];
    this.pullY = new double[projectedY.length];
  }

  /** The direction from one mean to the other; none where they are equal. */
  Optional<float[]> meanDirection() {
    float[] difference = new float[dimension];
    for (int k = 0; k < dimension; k++) {
      difference[k] = (float) (mean(x, k) - mean(y, k));
    }
    return Sphere.norm(difference) > 0
        ? Optional.of(Sphere.normalised(difference))
        : Optional.empty();
  }

  private double mean(float[] points, int k) {
    double sum = 0;
    for (int i = k; i < points.length; i += dimension) {
      sum += points[i];
    }
    int rows = points.length / dimension;
    return sum / rows;
  }

  /** {@code W_2²} along a direction. */
  double square(float[] direction) {
    SlicedWasserstein.project(x, direction, projectedX);
    SlicedWasserstein.project(y, direction, projectedY);
    Arrays.sort(projectedX);
    Arrays.sort(projectedY);
    return Wasserstein1D.squareOfSorted(projectedX, projectedY);
  }

  /** {@code ½ ∇_θ W_2²} at a direction, {@code [d]}: the pairing does not change near it. */
  float[] gradient(float[] direction) {
    order(x, direction, projectedX, orderX);
    order(y, direction, projectedY, orderY);
    Arrays.fill(pullX, 0);
    Arrays.fill(pullY, 0);
    pull();
    double[] sums = new double[dimension];
    add(x, pullX, sums);
    add(y, pullY, sums);
    float[] gradient = new float[dimension];
    for (int k = 0; k < dimension; k++) {
      gradient[k] = (float) sums[k];
    }
    return gradient;
  }

  /** Rows in increasing order of their projections, as the low halves of sortable numbers. */
  private static void order(float[] points, float[] direction, float[] projected, long[] order) {
    SlicedWasserstein.project(points, direction, projected);
    for (int row = 0; row < order.length; row++) {
      int bits = Float.floatToIntBits(projected[row]);
      int sortable = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
      order[row] = ((long) sortable << 32) | row;
    }
    Arrays.sort(order);
  }

  private void pull() {
    double whole = (double) orderX.length * orderY.length;
    QuantileJumps.walk(
        orderX.length,
        orderY.length,
        (i, j, mass) -> {
          int rowX = (int) orderX[i];
          int rowY = (int) orderY[j];
          double pull = mass / whole * ((double) projectedX[rowX] - projectedY[rowY]);
          pullX[rowX] += pull;
          pullY[rowY] -= pull;
        });
  }

  private void add(float[] points, double[] pulls, double[] sums) {
    int offset = 0;
    for (double pull : pulls) {
      for (int k = 0; k < dimension; k++) {
        sums[k] += pull * points[offset++];
      }
    }
  }
}
