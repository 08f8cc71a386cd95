package io.scorestream.transport;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The distance that two samples of one and the same law have because they are finite, or another
 * number of at least 0 that says how alike they are: what a perfect generator would score at this
 * {@code n}.
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

  /**
   * The floor of distances that may be left out, and so is the floor then. What arithmetic may have
   * moved them by must be small beside their mean.
   *
   * @param distances at least 2
   * @param n points in each sample of a pair
   */
  public static Measured<NoiseFloor> ofMeasured(List<Measured<Distance>> distances, int n) {
    double[] values = new double[distances.size()];
    double bounds = 0;
    for (int pair = 0; pair < values.length; pair++) {
      if (distances.get(pair) instanceof Measured.Of<Distance> of) {
        values[pair] = of.value().value();
        bounds += of.value().bound() / values.length;
      } else {
        return distances.get(pair).map(distance -> of(values, n));
      }
    }
    NoiseFloor floor = of(values, n);
    return new Distance(floor.mean(), bounds).sureBeside(0).map(sure -> floor);
  }

  private static double width(double[] distances, double mean) {
    double pairs = distances.length;
    double squares = Arrays.stream(distances).map(x -> (x - mean) * (x - mean)).sum();
    return TDistribution.of(pairs - 1).inverseSurvivalProbability(TAIL)
        * Math.sqrt(squares / (pairs - 1) * (1 + 1 / pairs));
  }

  /** A distance at the same {@code n} in units of the floor; about 1 for a perfect generator. */
  public double ratio(double distance) {
    return distance / mean;
  }

  /** Whether a distance at the same {@code n} tells nothing: it does not leave the band upwards. */
  public boolean covers(double distance) {
    return distance <= high;
  }

  /** Whether a number at the same {@code n} leaves the band on neither side. */
  public boolean holds(double number) {
    return number >= low && number <= high;
  }

  /** {@code √max(0, W² − mean²)}: what is left of a distance above the floor. A heuristic. */
  public double excess(double distance) {
    return Math.sqrt(Math.max(0, distance * distance - mean * mean));
  }
}
