package io.scorestream.diffusion.law;

import io.scorestream.rows.Rows;
import java.util.random.RandomGenerator;

/**
 * The uniform law on {@code n} given points. Its diffused score is the exact minimiser of denoising
 * score matching on those points, so it is the truth only where the data set itself is the law; a
 * sampler that follows it returns the points.
 *
 * @param points {@code [n, d]}, at least one point
 */
public record FiniteSet(Rows points) implements Law {

  /**
   * @throws IllegalArgumentException if there is no point, or a coordinate is not finite
   */
  public FiniteSet {
    points = points.copy();
    if (points.count() == 0) {
      throw new IllegalArgumentException("a finite set of no points; give at least one");
    }
    points.requireFinite();
  }

  /** A copy of the points. */
  @Override
  public Rows points() {
    return points.copy();
  }

  @Override
  public int dimension() {
    return points.dimension();
  }

  /** The number of points {@code n}. */
  public int size() {
    return points.count();
  }

  @Override
  public void sample(RandomGenerator rng, Rows out) {
    int d = dimension();
    out.requireDimension(d);
    for (int row = 0; row < out.count(); row++) {
      System.arraycopy(points.numbers(), rng.nextInt(size()) * d, out.numbers(), row * d, d);
    }
  }

  @Override
  public DiffusedLaw diffusedTo(double t) {
    if (!(t > 0)) {
      throw new IllegalArgumentException(
          "a finite set has no density at time " + t + "; give a time above 0");
    }
    return new DiffusedFiniteSet(points, t);
  }

  @Override
  public double secondMoment() {
    double sum = 0;
    for (float coordinate : points.numbers()) {
      sum += (double) coordinate * coordinate;
    }
    return Math.sqrt(sum / size());
  }
}
