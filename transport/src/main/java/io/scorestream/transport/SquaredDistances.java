package io.scorestream.transport;

import io.scorestream.rows.Rows;
import java.util.Arrays;

/**
 * Squared Euclidean distances between points, worked out anew for every row: {@code 8 (n + m) d}
 * bytes and {@code m d} operations a row. Differences are taken before squares, so equal points are
 * exactly 0 apart and a common shift of all points costs no digits. Holds the row last asked for;
 * used by one thread.
 */
public final class SquaredDistances {

  private final int dimension;
  private final double[][] sources;
  private final double[][] targetCoordinates;
  private final double[] row;

  /**
   * @param sources {@code [n][d]}, n at least 1; shared, not to be changed
   * @param targets {@code [m][d]}
   */
  public SquaredDistances(double[][] sources, double[][] targets) {
    this.dimension = sources[0].length;
    this.sources = sources;
    this.targetCoordinates = new double[dimension][targets.length];
    for (int j = 0; j < targets.length; j++) {
      for (int k = 0; k < dimension; k++) {
        targetCoordinates[k][j] = targets[j][k];
      }
    }
    this.row = new double[targets.length];
  }

  /**
   * Distances of rows.
   *
   * @param sources {@code [n, d]}, n at least 1
   * @param targets {@code [m, d]}
   */
  public static SquaredDistances between(Rows sources, Rows targets) {
    targets.requireDimension(sources.dimension());
    return new SquaredDistances(unpacked(sources), unpacked(targets));
  }

  private static double[][] unpacked(Rows points) {
    double[][] rows = new double[points.count()][points.dimension()];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < points.dimension(); k++) {
        rows[i][k] = points.at(i, k);
      }
    }
    return rows;
  }

  /** The number of coordinates, {@code d}. */
  public int dimension() {
    return dimension;
  }

  /** Points that distances are from, {@code n}. */
  public int sources() {
    return sources.length;
  }

  /** Points that distances are to, {@code m}. */
  public int targets() {
    return row.length;
  }

  /** All of them, {@code [n][m]}: {@code 8 n m} bytes. */
  public double[][] matrix() {
    double[][] matrix = new double[sources.length][];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = row(i).clone();
    }
    return matrix;
  }

  /** From source {@code i} to all targets, {@code [m]}, valid until the next row. */
  public double[] row(int i) {
    return row(i, row.length);
  }

  /** The same, of the first targets only; what lies beyond them is of no meaning. */
  public double[] row(int i, int columns) {
    double[] x = sources[i];
    Arrays.fill(row, 0, columns, 0);
    int k = 0;
    for (; k + 4 <= dimension; k += 4) {
      addFour(x, k, columns);
    }
    for (; k + 2 <= dimension; k += 2) {
      addTwo(x[k], targetCoordinates[k], x[k + 1], targetCoordinates[k + 1], row, columns);
    }
    for (; k < dimension; k++) {
      addOne(x[k], targetCoordinates[k], row, columns);
    }
    return row;
  }

  /** Between source {@code i} and target {@code j}: the bits that a row has. */
  public double at(int i, int j) {
    double square = 0;
    int k = 0;
    for (; k + 4 <= dimension; k += 4) {
      square += square(i, k, j) + square(i, k + 1, j) + square(i, k + 2, j) + square(i, k + 3, j);
    }
    for (; k + 2 <= dimension; k += 2) {
      square += square(i, k, j) + square(i, k + 1, j);
    }
    for (; k < dimension; k++) {
      square += square(i, k, j);
    }
    return square;
  }

  private double square(int i, int k, int j) {
    double difference = sources[i][k] - targetCoordinates[k][j];
    return difference * difference;
  }

  private void addFour(double[] x, int k, int columns) {
    addFour(
        new double[] {x[k], x[k + 1], x[k + 2], x[k + 3]},
        targetCoordinates[k],
        targetCoordinates[k + 1],
        targetCoordinates[k + 2],
        targetCoordinates[k + 3],
        row,
        columns);
  }

  /**
   * Four coordinates a pass: a quarter of the traffic in {@code sums}; runs in vector registers.
   */
  private static void addFour(
      double[] x, double[] y0, double[] y1, double[] y2, double[] y3, double[] sums, int columns) {
    double x0 = x[0];
    double x1 = x[1];
    double x2 = x[2];
    double x3 = x[3];
    for (int j = 0; j < columns; j++) {
      double e0 = x0 - y0[j];
      double e1 = x1 - y1[j];
      double e2 = x2 - y2[j];
      double e3 = x3 - y3[j];
      sums[j] += e0 * e0 + e1 * e1 + e2 * e2 + e3 * e3;
    }
  }

  private static void addTwo(
      double x0, double[] y0, double x1, double[] y1, double[] sums, int columns) {
    for (int j = 0; j < columns; j++) {
      double e0 = x0 - y0[j];
      double e1 = x1 - y1[j];
      sums[j] += e0 * e0 + e1 * e1;
    }
  }

  private static void addOne(double x0, double[] y0, double[] sums, int columns) {
    for (int j = 0; j < columns; j++) {
      double e0 = x0 - y0[j];
      sums[j] += e0 * e0;
    }
  }
}
