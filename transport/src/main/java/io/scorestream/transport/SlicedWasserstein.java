package io.scorestream.transport;

import io.scorestream.rows.RadixSort;
import io.scorestream.rows.Rows;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The sliced distance {@code SW_2² = E_θ W_2²(θᵀX, θᵀY)} over directions θ uniform on the sphere,
 * by Monte Carlo over directions that a seed fixes once. For shifts {@code SW_2 = W_2/√d}. On the
 * line there is one direction and the value is {@code W_2} itself.
 *
 * <p>Projections are float32 deviations from a common centre: each is off by its 2^-24th, and so
 * the distance by as much of the points' spread about that centre. Costs {@code L n d} for L
 * projections. Bonneel, Rabin, Peyré, Pfister, <i>Sliced and Radon Wasserstein barycenters of
 * measures</i> (2015). Immutable and safe to share between threads.
 */
public final class SlicedWasserstein implements SampleDistance {
  private static final double NORMAL_95 = 1.959963984540054;

  private final int dimension;
  private final float[][] directions;

  /**
   * @param dimension {@code d}, at least 1
   * @param projections {@code L}, at least 1; 500 is usual, 1000 above 50 dimensions
   * @param seed of the directions; equal seeds give equal directions
   */
  public SlicedWasserstein(int dimension, int projections, long seed) {
    if (dimension < 1 || projections < 1) {
      throw new IllegalArgumentException(
          "a sliced distance of %s dimensions and %s projections; give at least 1 of each"
              .formatted(dimension, projections));
    }
    this.dimension = dimension;
    this.directions =
        dimension == 1
            ? new float[][] {{1}}
            : directions(dimension, projections, Sphere.generator(seed));
  }

  /**
   * A distance and how far the finite number of directions may have moved it.
   *
   * @param distance {@code SW_2} along the directions
   * @param standardError of the value over directions; 0 with a single one, and not the sampling
   *     error of the points, for which see {@link NoiseFloor}
   * @param low the lower end of a 95 % interval over directions
   * @param high its upper end
   */
  public record Estimate(Distance distance, double standardError, double low, double high) {

    /** {@code SW_2}, at least 0. */
    public double value() {
      return distance.value();
    }
  }

  /** A copy of the directions, {@code [L][d]}. */
  public float[][] directions() {
    return Arrays.stream(directions).map(float[]::clone).toArray(float[][]::new);
  }

  /** The number of coordinates {@code d}. */
  public int dimension() {
    return dimension;
  }

  /**
   * The distance of two samples.
   *
   * @param x {@code [n, d]}, at least one row
   * @param y {@code [m, d]}, at least one row
   * @throws IllegalArgumentException if a sample is empty, of another dimension or not finite
   */
  public Estimate w2(Rows x, Rows y) {
    float[] projectedX = new float[count(x)];
    float[] projectedY = new float[count(y)];
    if (dimension == 1) {
      return onTheLine(x.numbers(), y.numbers());
    }
    Frame frame = new Frame(x, y);
    RadixSort sortX = new RadixSort(projectedX.length);
    RadixSort sortY = new RadixSort(projectedY.length);
    double[] squares = new double[directions.length];
    double squareX = 0;
    double squareY = 0;
    for (int l = 0; l < directions.length; l++) {
      squareX += frame.project(x.numbers(), directions[l], projectedX) / directions.length;
      squareY += frame.project(y.numbers(), directions[l], projectedY) / directions.length;
      sortX.sort(projectedX);
      sortY.sort(projectedY);
      squares[l] = Wasserstein1D.squareOfSorted(projectedX, projectedY);
    }
    double mean = Arrays.stream(squares).average().orElseThrow();
    return estimate(squares, mean, frame, frame.alongDirections(mean, squareX, squareY));
  }

  /** {@code SW_2}, on the terms of {@link #w2}. */
  @Override
  public Measured<Distance> between(Rows x, Rows y) {
    return Measured.of(w2(x, y).distance());
  }

  private static Estimate onTheLine(float[] x, float[] y) {
    double value = Wasserstein1D.w2(x, y);
    return new Estimate(Distance.ofSum(value, x.length + y.length), 0, value, value);
  }

  private int count(Rows points) {
    if (points.count() == 0 || points.dimension() != dimension) {
      throw new IllegalArgumentException(
          "a sample of %s; give at least one row of %s".formatted(points, dimension));
    }
    points.requireFinite();
    return points.count();
  }

  /**
   * @param squares in units of the frame
   */
  private static Estimate estimate(double[] squares, double mean, Frame frame, Distance distance) {
    if (squares.length == 1 || mean == 0) {
      return new Estimate(distance, 0, distance.value(), distance.value());
    }
    double deviations = Arrays.stream(squares).map(s -> (s - mean) * (s - mean)).sum();
    double error = Math.sqrt(deviations / (squares.length - 1.0) / squares.length);
    return new Estimate(
        distance,
        frame.inOwnUnits(error / (2 * Math.sqrt(mean))),
        frame.inOwnUnits(Math.sqrt(Math.max(0, mean - NORMAL_95 * error))),
        frame.inOwnUnits(Math.sqrt(mean + NORMAL_95 * error)));
  }

  private static float[][] directions(int dimension, int projections, RandomGenerator rng) {
    float[][] directions = new float[projections][];
    for (int l = 0; l < projections; l++) {
      directions[l] = Sphere.direction(dimension, rng);
    }
    return directions;
  }
}
