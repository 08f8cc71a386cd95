package io.scorestream.diffusion.wasserstein;

import io.scorestream.diffusion.law.Law;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The distance that two samples of one and the same law have because they are finite: what a
 * perfect generator would score at this {@code n}.
 *
 * <p>The band is distribution-free: between the order statistics {@code r} and {@code P + 1 − r} of
 * P exchangeable distances a further one falls with probability {@code (P + 1 − 2r)/(P + 1)}. r is
 * the greatest rank that keeps 95 %, and 1 where P &lt; 39 allows no more than {@code (P − 1)/(P +
 * 1)}; {@link #coverage} says which it is.
 *
 * @param mean of the distances
 * @param low the lower end of the band
 * @param high the upper end of the band
 * @param pairs {@code P}, the number of distances, at least 2; use at least 5, better 20
 * @param n the points in each sample of a pair
 */
public record NoiseFloor(double mean, double low, double high, int pairs, int n) {
  private static final double TAIL = 0.025;

  /** The floor of given distances between pairs of samples of {@code n} points each. */
  public static NoiseFloor of(double[] distances, int n) {
    if (distances.length < 2) {
      throw new IllegalArgumentException(
          "a noise floor of %d pairs; give at least 2, better 20".formatted(distances.length));
    }
    double[] sorted = distances.clone();
    Arrays.sort(sorted);
    int rank = rank(sorted.length);
    return new NoiseFloor(
        Arrays.stream(sorted).average().orElseThrow(),
        sorted[rank - 1],
        sorted[sorted.length - rank],
        sorted.length,
        n);
  }

  /** The floor of a known law, from independent pairs of {@code n} fresh draws. */
  public static NoiseFloor ofLaw(
      Law law, int n, int pairs, SlicedWasserstein distance, RandomGenerator rng) {
    float[] x = new float[n * law.dimension()];
    float[] y = new float[n * law.dimension()];
    double[] distances = new double[pairs];
    for (int pair = 0; pair < pairs; pair++) {
      law.sample(rng, x);
      law.sample(rng, y);
      distances[pair] = distance.w2(x, y).value();
    }
    return of(distances, n);
  }

  /**
   * The floor of an unknown law, from random halves of held-out points; {@code n} is half of their
   * number. The halves of different pairs overlap, so the band is a little too narrow.
   *
   * @param heldOut {@code [rows, d]} row-major, at least two rows; left unchanged
   */
  public static NoiseFloor ofHalves(
      float[] heldOut, int pairs, SlicedWasserstein distance, RandomGenerator rng) {
    int dimension = distance.dimension();
    int half = heldOut.length / dimension / 2;
    float[] shuffled = heldOut.clone();
    double[] distances = new double[pairs];
    for (int pair = 0; pair < pairs; pair++) {
      shuffleRows(shuffled, dimension, rng);
      float[] x = Arrays.copyOfRange(shuffled, 0, half * dimension);
      float[] y = Arrays.copyOfRange(shuffled, half * dimension, 2 * half * dimension);
      distances[pair] = distance.w2(x, y).value();
    }
    return of(distances, half);
  }

  private static void shuffleRows(float[] rows, int dimension, RandomGenerator rng) {
    for (int row = rows.length / dimension - 1; row > 0; row--) {
      int other = rng.nextInt(row + 1);
      for (int i = 0; i < dimension; i++) {
        float kept = rows[row * dimension + i];
        rows[row * dimension + i] = rows[other * dimension + i];
        rows[other * dimension + i] = kept;
      }
    }
  }

  private static int rank(int pairs) {
    return Math.max(1, (int) Math.floor(TAIL * (pairs + 1)));
  }

  /** The probability with which one more distance of the same law falls into the band. */
  public double coverage() {
    return (pairs + 1.0 - 2 * rank(pairs)) / (pairs + 1.0);
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
