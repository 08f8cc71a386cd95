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
  private final Frame frame;
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
    this.frame = new Frame(x, y);
    this.projectedX = new float[x.count()];
    this.projectedY = new float[y.count()];
    this.orderX = new long[projectedX.length];
    this.orderY = new long[projectedY.length];
    this.pullX = new double[projectedX.length];
    this.pullY = new double[projectedY.length];
  }

  /** The direction from one mean to the other; none where they are equal. */
  Optional<float[]> meanDirection() {
    double[] difference = new double[dimension];
    Arrays.fill(pullX, 1.0 / pullX.length);
    Arrays.fill(pullY, -1.0 / pullY.length);
    frame.addDeviations(x, pullX, difference);
    frame.addDeviations(y, pullY, difference);
    double norm = Sphere.norm(difference);
    if (norm == 0) {
      return Optional.empty();
    }
    float[] direction = new float[dimension];
    for (int k = 0; k < dimension; k++) {
      direction[k] = (float) (difference[k] / norm);
    }
    return Optional.of(direction);
  }

  /** A length in units of these samples' frame, in their own. */
  double inOwnUnits(double length) {
    return frame.inOwnUnits(length);
  }

  /** {@code W_2} along a direction, in the samples' own units. */
  Distance distance(float[] direction) {
    double squareX = frame.project(x, direction, projectedX);
    double squareY = frame.project(y, direction, projectedY);
    return frame.alongDirections(square(), squareX, squareY);
  }

  /** {@code W_2²} along a direction, in units of the frame. */
  double square(float[] direction) {
    frame.project(x, direction, projectedX);
    frame.project(y, direction, projectedY);
    return square();
  }

  private double square() {
    Arrays.sort(projectedX);
    Arrays.sort(projectedY);
    return Wasserstein1D.squareOfSorted(projectedX, projectedY);
  }

  /**
   * {@code ½ ∇_θ W_2²} at a direction, {@code [d]}, in units of the frame: the pairing does not
   * change near it.
   */
  double[] gradient(float[] direction) {
    order(x, direction, projectedX, orderX);
    order(y, direction, projectedY, orderY);
    Arrays.fill(pullX, 0);
    Arrays.fill(pullY, 0);
    pull();
    double[] sums = new double[dimension];
    frame.addDeviations(x, pullX, sums);
    frame.addDeviations(y, pullY, sums);
    return sums;
  }

  /** Rows in increasing order of their projections, as the low halves of sortable numbers. */
  private void order(float[] points, float[] direction, float[] projected, long[] order) {
    frame.project(points, direction, projected);
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
}
