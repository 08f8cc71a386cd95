package io.scorestream.transport;

import io.scorestream.rows.Rows;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The distance that two samples of one and the same law have because they are finite: what a
 * perfect generator would score at this {@code n}.
 *
 * <p>The band holds one more distance of the same law with 95 %. From P = 39 pairs on it is
 * distribution-free: between the order statistics {@code r} and {@code P + 1 − r} of P exchangeable
 * distances a further one falls with probability {@code (P + 1 − 2r)/(P + 1)}, and r is the
 * greatest rank that keeps 95 %. Fewer pairs have no such ranks, and the band is Student's
 * prediction interval {@code mean ± t s √(1 + 1/P)}, with P − 1 degrees of freedom: it takes the
 * distances to be about normal, as those of many points are (del Barrio, Loubes, <i>Central limit
 * theorems for empirical transportation cost in general dimension</i>, 2019).
 *
 * @param mean of the distances
 * @param low the lower end of the band
 * @param high the upper end of the band
 * @param pairs {@code P}, the number of distances, at least 2; use at least 5, better 20
 * @param n the points in each sample of a pair
 */
public record NoiseFloor(double mean, double low, double high, int pairs, int n) {
  private static final double TAIL = 0.025;

  /** The fewest pairs whose range alone holds 95 %. */
  private static final int DISTRIBUTION_FREE = 39;

  /** The floor of given distances between pairs of samples of {@code n} points each. */
  public static NoiseFloor of(double[] distances, int n) {
    if (distances.length < 2) {
      throw new IllegalArgumentException(
          "a noise floor of %s pairs; give at least 2, better 20".formatted(distances.length));
    }
    double[] sorted = distances.clone();
    Arrays.sort(sorted);
    double mean = Arrays.stream(sorted).average().orElseThrow();
    if (sorted.length < DISTRIBUTION_FREE) {
      double width = width(sorted, mean);
      return new NoiseFloor(mean, Math.max(0, mean - width), mean + width, sorted.length, n);
    }
    int rank = (int) Math.floor(TAIL * (sorted.length + 1));
    return new NoiseFloor(mean, sorted[rank - 1], sorted[sorted.length - rank], sorted.length, n);
  }

  private static double width(double[] distances, double mean) {
    double pairs = distances.length;
    double squares = Arrays.stream(distances).map(x -> (x - mean) * (x - mean)).sum();
    return TDistribution.of(pairs - 1).inverseSurvivalProbability(TAIL)
        * Math.sqrt(squares / (pairs - 1) * (1 + 1 / pairs));
  }

  /**
   * The floor of a law that can be drawn from, from independent pairs of {@code n} fresh draws.
   *
   * @param draw fills rows {@code [n, d]} with draws of the law
   */
  public static NoiseFloor ofLaw(
      BiConsumer<RandomGenerator, Rows> draw,
      int dimension,
      int n,
      int pairs,
      SampleDistance distance,
      RandomGenerator rng) {
    Rows x = Rows.zeros(n, dimension);
    Rows y = Rows.zeros(n, dimension);
    double[] distances = new double[pairs];
    for (int pair = 0; pair < pairs; pair++) {
      draw.accept(rng, x);
      draw.accept(rng, y);
      distances[pair] = distance.between(x, y);
    }
    return of(distances, n);
  }

  /**
   * The floor of an unknown law, from random halves of held-out points; {@code n} is half of their
   * number. The halves of different pairs overlap, so the band is a little too narrow.
   *
   * @param heldOut {@code [rows, d]}, at least two rows; left unchanged
   */
  public static NoiseFloor ofHalves(
      Rows heldOut, int pairs, SampleDistance distance, RandomGenerator rng) {
    int half = heldOut.count() / 2;
    Rows shuffled = heldOut.copy();
    double[] distances = new double[pairs];
    for (int pair = 0; pair < pairs; pair++) {
      shuffle(shuffled, rng);
      distances[pair] = distance.between(shuffled.first(half), shuffled.range(half, 2 * half));
    }
    return of(distances, half);
  }

  private static void shuffle(Rows rows, RandomGenerator rng) {
    float[] numbers = rows.numbers();
    int dimension = rows.dimension();
    for (int row = rows.count() - 1; row > 0; row--) {
      int other = rng.nextInt(row + 1);
      for (int i = 0; i < dimension; i++) {
        float kept = numbers[row * dimension + i];
        numbers[row * dimension + i] = numbers[other * dimension + i];
        numbers[other * dimension + i] = kept;
      }
    }
  }

  /** A distance at the same {@code n} in units of the floor; about 1 for a perfect generator. */
  public double ratio(double distance) {
    return distance / mean;
  }

  /** Whether a distance at the same {@code n} tells nothing: it does not leave the band upwards. */
  public boolean covers(double distance) {
    return distance <= high;
  }

  /** {@code √max(0, W² − mean²)}: what is left of a distance above the floor. A heuristic. */
  public double excess(double distance) {
    return Math.sqrt(Math.max(0, distance * distance - mean * mean));
  }
}
