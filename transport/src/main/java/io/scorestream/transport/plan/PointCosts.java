package io.scorestream.transport.plan;

import java.util.Arrays;

/**
 * Costs between points, worked out anew for every row: {@code 8 (n + m) d} bytes and {@code m d}
 * operations a row. Differences are taken before squares, so equal points are exactly 0 apart and a
 * common shift of all points costs no digits. Holds the row last asked for; used by one thread.
 */
final class PointCosts implements Costs {
  /** Up to here a row of squares is worked out faster than it comes from main memory. */
  private static final int CHEAP_DIMENSION = 8;

  /** The most costs that are kept: 256 MiB. */
  private static final long MOST_STORED = 1L << 25;

  private final int dimension;
  private final GroundCost ground;
  private final double[][] sources;
  private final double[][] targetCoordinates;
  private final double[] row;

  /**
   * @param sources {@code [n][d]}
   * @param targets {@code [m][d]}
   */
  PointCosts(double[][] sources, double[][] targets, GroundCost ground) {
    this.dimension = sources[0].length;
    this.ground = ground;
    this.sources = sources;
    this.targetCoordinates = new double[dimension][targets.length];
    for (int j = 0; j < targets.length; j++) {
      for (int k = 0; k < dimension; k++) {
        targetCoordinates[k][j] = targets[j][k];
      }
    }
    this.row = new double[targets.length];
  }

  /** The costs between points, in memory where that is faster and takes at most 256 MiB. */
  static Costs between(double[][] sources, double[][] targets, GroundCost ground) {
    PointCosts costs = new PointCosts(sources, targets, ground);
    boolean cheap = ground == GroundCost.SQUARED_DISTANCE && costs.dimension <= CHEAP_DIMENSION;
    boolean large = (long) sources.length * targets.length > MOST_STORED;
    return cheap || large ? costs : costs.stored();
  }

  /** The costs between points, {@code [n][m]}. */
  static double[][] matrix(double[][] sources, double[][] targets, GroundCost ground) {
    return new PointCosts(sources, targets, ground).stored().matrix();
  }

  /**
   * The costs between points and those before them, {@code [n][i]}; others mirror these or are 0.
   */
  static double[][] triangle(double[][] points, GroundCost ground) {
    PointCosts costs = new PointCosts(points, points, ground);
    double[][] triangle = new double[points.length][];
    for (int i = 0; i < triangle.length; i++) {
      triangle[i] = Arrays.copyOf(costs.row(i, i), i);
    }
    return triangle;
  }

  /** The greatest of some costs, each at least 0. */
  static double greatest(double[][] matrix) {
    double greatest = 0;
    for (double[] costs : matrix) {
      for (double cost : costs) {
        greatest = Math.max(greatest, cost);
      }
    }
    return greatest;
  }

  private StoredCosts stored() {
    double[][] matrix = new double[sources.length][];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = row(i, row.length).clone();
    }
    return new StoredCosts(matrix);
  }

  @Override
  public boolean rooted() {
    return ground == GroundCost.DISTANCE;
  }

  @Override
  public double[] row(int i, int columns) {
    double[] costs = squares(i, columns);
    if (rooted()) {
      for (int j = 0; j < columns; j++) {
        costs[j] = Math.sqrt(costs[j]);
      }
    }
    return costs;
  }

  @Override
  public double[] squares(int i, int columns) {
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

  @Override
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
    return ground.ofSquare(square);
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
