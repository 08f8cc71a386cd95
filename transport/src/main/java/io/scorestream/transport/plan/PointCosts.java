package io.scorestream.transport.plan;

import io.scorestream.transport.SquaredDistances;
import java.util.Arrays;

/**
 * Costs between points, worked out anew for every row from their {@link SquaredDistances}, in as
 * much time and memory. Holds the row last asked for; used by one thread.
 */
final class PointCosts implements Costs {
  /** Up to here a row of squares is worked out faster than it comes from main memory. */
  private static final int CHEAP_DIMENSION = 8;

  /** The most costs that are kept: 256 MiB. */
  private static final long MOST_STORED = 1L << 25;

  private final SquaredDistances squares;
  private final GroundCost ground;

  /**
   * @param sources {@code [n][d]}
   * @param targets {@code [m][d]}
   */
  PointCosts(double[][] sources, double[][] targets, GroundCost ground) {
    this.squares = new SquaredDistances(sources, targets);
    this.ground = ground;
  }

  /** The costs between points, in memory where that is faster and takes at most 256 MiB. */
  static Costs between(double[][] sources, double[][] targets, GroundCost ground) {
    PointCosts costs = new PointCosts(sources, targets, ground);
    boolean cheap =
        ground == GroundCost.SQUARED_DISTANCE && costs.squares.dimension() <= CHEAP_DIMENSION;
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
    double[][] matrix = new double[squares.sources()][];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = row(i, squares.targets()).clone();
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
    return squares.row(i, columns);
  }

  @Override
  public double at(int i, int j) {
    return ground.ofSquare(squares.at(i, j));
  }
}
