package io.scorestream.transport;

import io.scorestream.rows.Rows;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The max-sliced distance {@code max_θ W_2(θᵀX, θᵀY)} over directions θ on the sphere. The
 * direction is fitted on the even rows of both samples and the distance measured on the odd ones:
 * on the rows that it was fitted to, a direction finds a difference even between samples of one
 * law. So the value is that of a direction that need not be the best, and fair for it.
 *
 * <p>Fitting climbs the gradient {@code 2 Σ (θᵀδ) δ} over the sorted pairs {@code δ = x − y} from
 * the best few of L random directions and of the difference of means; it finds a local maximum.
 * Projections are rounded as those of {@link SlicedWasserstein}. Costs about {@code (L + 3·40) (n +
 * m) d}. Deshpande et al., <i>Max-sliced Wasserstein distance and its use for GANs</i> (CVPR 2019).
 * Immutable and safe to share between threads.
 */
public final class MaxSlicedWasserstein {
  private static final int CLIMBS = 3;
  private static final int STEPS = 40;
  private static final double LEAST_STEP = 1e-3;

  private final int dimension;
  private final float[][] directions;

  /**
   * @param dimension {@code d}, at least 1
   * @param starts {@code L}, random directions to start from, at least 1
   * @param seed of the directions; equal seeds give equal directions
   */
  public MaxSlicedWasserstein(int dimension, int starts, long seed) {
    if (dimension < 1 || starts < 1) {
      throw new IllegalArgumentException(
          "a max-sliced distance of %s dimensions and %s starts; give at least 1 of each"
              .formatted(dimension, starts));
    }
    this.dimension = dimension;
    RandomGenerator rng = Sphere.generator(seed);
    this.directions =
        Stream.generate(() -> Sphere.direction(dimension, rng))
            .limit(starts)
            .toArray(float[][]::new);
  }

  /**
   * A distance along a fitted direction.
   *
   * @param distance {@code W_2} of the odd rows along the direction
   * @param fitted {@code W_2} of the even rows, to which the direction was fitted: biased upwards
   * @param direction θ, {@code [d]}, of norm 1
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Estimate(Distance distance, double fitted, float[] direction) {

    /** {@code W_2} of the odd rows along the direction, at least 0. */
    public double value() {
      return distance.value();
    }
  }

  /**
   * The distance of two samples.
   *
   * @param x {@code [n, d]}, at least two rows, finite
   * @param y {@code [m, d]}, at least two rows, finite
   * @throws IllegalArgumentException if a sample has fewer rows is of another dimension or not
   *     finite
   */
  public Estimate w2(Rows x, Rows y) {
    DirectedPairs fit = new DirectedPairs(everyOther(x, 0), everyOther(y, 0));
    Climb best =
        starts(fit).stream()
            .map(start -> climb(fit, start))
            .max(Comparator.comparingDouble(Climb::square))
            .orElseThrow();
    DirectedPairs check = new DirectedPairs(everyOther(x, 1), everyOther(y, 1));
    return new Estimate(
        check.distance(best.direction()),
        fit.inOwnUnits(Math.sqrt(best.square())),
        best.direction());
  }

  private Rows everyOther(Rows points, int first) {
    if (points.count() < 2 || points.dimension() != dimension) {
      throw new IllegalArgumentException(
          ("a sample of %s; give at least two rows of %s, one to fit a direction and one to measure"
                  + " along it")
              .formatted(points, dimension));
    }
    points.requireFinite();
    return points.chosen(
        IntStream.iterate(first, row -> row < points.count(), row -> row + 2).toArray());
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Climb(float[] direction, double square) {}

  private List<Climb> starts(DirectedPairs fit) {
    return Stream.concat(fit.meanDirection().stream(), Arrays.stream(directions))
        .map(direction -> new Climb(direction, fit.square(direction)))
        .sorted(Comparator.comparingDouble(Climb::square).reversed())
        .limit(CLIMBS)
        .toList();
  }

  /** Gradient ascent on the sphere; a step that does not rise is halved. */
  private static Climb climb(DirectedPairs fit, Climb start) {
    Climb at = start;
    double step = 1;
    double[] gradient = fit.gradient(at.direction());
    for (int i = 0; i < STEPS && step > LEAST_STEP && Sphere.norm(gradient) > 0; i++) {
      float[] next = moved(at.direction(), gradient, step);
      double square = fit.square(next);
      if (square > at.square()) {
        at = new Climb(next, square);
        gradient = fit.gradient(next);
      } else {
        step /= 2;
      }
    }
    return at;
  }

  private static float[] moved(float[] direction, double[] gradient, double step) {
    double norm = Sphere.norm(gradient);
    float[] moved = new float[direction.length];
    IntStream.range(0, moved.length)
        .forEach(k -> moved[k] = (float) (direction[k] + step * gradient[k] / norm));
    return Sphere.normalised(moved);
  }
}
