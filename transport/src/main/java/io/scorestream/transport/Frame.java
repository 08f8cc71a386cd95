package io.scorestream.transport;

import io.scorestream.rows.Rows;

/**
 * Where two samples lie and how large they are: their common centre and a power of two. A distance
 * that is worked out of deviations from the centre, in units of the power, does not depend on where
 * the samples lie and, to the last bit, not on powers of two in their units. Immutable.
 */
final class Frame {
  private static final double FLOAT_ROUNDOFF = 0x1p-24;

  private final double[] centre;
  private final int exponent;
  private final double unit;
  private final double inDoubles;

  /**
   * The frame of two samples, the same whichever comes first.
   *
   * @param x {@code [n, d]}, at least one row, finite
   * @param y {@code [m, d]}, at least one row, finite
   */
  Frame(Rows x, Rows y) {
    double[] meanX = mean(x);
    double[] meanY = mean(y);
    centre = new double[meanX.length];
    double greatest = 0;
    for (int k = 0; k < centre.length; k++) {
      centre[k] = (meanX[k] + meanY[k]) / 2;
      greatest = Math.max(greatest, Math.max(reach(x, k), reach(y, k)));
    }
    exponent = greatest > 0 ? Math.getExponent(greatest) : 0;
    unit = Math.scalb(1.0, -exponent);
    inDoubles =
        Distance.ROUNDOFF * (centre.length + x.count() + y.count()) * (spread(x) + spread(y));
  }

  private double reach(Rows points, int k) {
    double reach = 0;
    for (int row = 0; row < points.count(); row++) {
      reach = Math.max(reach, Math.abs(points.at(row, k) - centre[k]));
    }
    return reach;
  }

  /** The mean of each coordinate, {@code [d]}, of at least one row. */
  static double[] mean(Rows points) {
    double[] mean = new double[points.dimension()];
    for (int row = 0; row < points.count(); row++) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += points.at(row, k);
      }
    }
    for (int k = 0; k < mean.length; k++) {
      mean[k] /= points.count();
    }
    return mean;
  }

  /**
   * The deviations along a direction, in units, {@code [n]}: exact but for the last rounding to
   * float32.
   *
   * @param points {@code [n, d]}
   * @param direction {@code [d]}
   * @return the mean of their squares
   */
  double project(float[] points, float[] direction, float[] projected) {
    int offset = 0;
    double squares = 0;
    for (int row = 0; row < projected.length; row++) {
      double sum = 0;
      for (int k = 0; k < direction.length; k++) {
        sum += direction[k] * (points[offset++] - centre[k]);
      }
      sum *= unit;
      squares += sum * sum;
      projected[row] = (float) sum;
    }
    return squares / projected.length;
  }

  /**
   * Adds each point's deviation times a factor, in units.
   *
   * @param points {@code [n, d]}
   * @param factors {@code [n]}
   * @param sums {@code [d]}
   */
  void addDeviations(float[] points, double[] factors, double[] sums) {
    int offset = 0;
    for (double factor : factors) {
      for (int k = 0; k < sums.length; k++) {
        sums[k] += factor * (unit * (points[offset++] - centre[k]));
      }
    }
  }

  /** The deviation of a row's coordinate, in the samples' own units. */
  double deviation(Rows points, int row, int k) {
    return points.at(row, k) - centre[k];
  }

  /** A length in units of the frame, in the samples' own. */
  double inOwnUnits(double length) {
    return Math.scalb(length, exponent);
  }

  /**
   * A distance along directions: it follows the points at most as fast as they move, and so is off
   * by no more than the rounding of projections and directions.
   *
   * @param square in units
   * @param squareX mean square of the first sample's projections, in units
   * @param squareY mean square of the second's
   */
  Distance alongDirections(double square, double squareX, double squareY) {
    double inFloats = 2 * FLOAT_ROUNDOFF * (Math.sqrt(squareX) + Math.sqrt(squareY));
    return new Distance(inOwnUnits(Math.sqrt(square)), inOwnUnits(inFloats + inDoubles));
  }

  /** {@code √(mean |x − c|²)}, in units of the frame. */
  double spread(Rows points) {
    double sum = 0;
    for (int row = 0; row < points.count(); row++) {
      for (int k = 0; k < centre.length; k++) {
        double deviation = deviation(points, row, k) * unit;
        sum += deviation * deviation;
      }
    }
    return Math.sqrt(sum / points.count());
  }
}
