package io.scorestream.diffusion.law;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The uniform law on {@code n} given points. Its diffused score is the exact minimiser of denoising
 * score matching on those points, so it is the truth only where the data set itself is the law; a
 * sampler that follows it returns the points.
 *
 * @param dimension {@code d}, at least 1
 * @param points {@code [n, d]} row-major, at least one point
 */
@SuppressWarnings("ArrayRecordComponent")
public record FiniteSet(int dimension, float[] points) implements Law {

  /**
   * @throws IllegalArgumentException if there is no point, not a whole number of them, or a
   *     coordinate is not finite
   */
  public FiniteSet {
    points = points.clone();
    if (dimension < 1 || Rows.count(points, dimension) == 0) {
      throw new IllegalArgumentException(
          "a finite set has dimension %s and %s numbers; give d ≥ 1 and at least one point"
              .formatted(dimension, points.length));
    }
    for (int i = 0; i < points.length; i++) {
      Rows.requireFinite("coordinate", i, points[i]);
    }
  }

  /** A copy of the points, {@code [n, d]} row-major. */
  @Override
  public float[] points() {
    return points.clone();
  }

  /** The number of points {@code n}. */
  public int size() {
    return points.length / dimension;
  }

  @Override
  public void sample(RandomGenerator rng, float[] out) {
    int rows = Rows.count(out, dimension);
    for (int row = 0; row < rows; row++) {
      int point = rng.nextInt(size());
      System.arraycopy(points, point * dimension, out, row * dimension, dimension);
    }
  }

  @Override
  public DiffusedLaw diffusedTo(double t) {
    if (!(t > 0)) {
      throw new IllegalArgumentException(
          "a finite set has no density at time " + t + "; give a time above 0");
    }
    return new DiffusedFiniteSet(dimension, points, t);
  }

  @Override
  public double secondMoment() {
    double sum = 0;
    for (float coordinate : points) {
      sum += (double) coordinate * coordinate;
    }
    return Math.sqrt(sum / size());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FiniteSet law
        && dimension == law.dimension
        && Arrays.equals(points, law.points);
  }

  @Override
  public int hashCode() {
    return 31 * dimension + Arrays.hashCode(points);
  }

  @Override
  public String toString() {
    return "FiniteSet[%s points of %s coordinates]".formatted(size(), dimension);
  }
}
