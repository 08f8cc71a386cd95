package io.scorestream.transport;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A number that points were drawn for, and its interval.
 *
 * @param value finite
 * @param low the lower end of the interval, at most the value
 * @param high its upper end, at least the value
 */
public record Estimate(double value, double low, double high) {

  private static final double CONFIDENCE = 0.95;

  /**
   * A share of independent draws, with the interval of Clopper and Pearson (Biometrika 26, 1934):
   * it holds the probability with at least the confidence.
   *
   * @param hits of the draws, at most as many
   * @param draws at least 1
   * @param confidence in (0, 1)
   */
  public static Estimate ofShare(int hits, int draws, double confidence) {
    double tail = (1 - confidence) / 2;
    return new Estimate(
        (double) hits / draws,
        hits == 0
            ? 0
            : BetaDistribution.of(hits, draws - hits + 1.0).inverseCumulativeProbability(tail),
        hits == draws
            ? 1
            : BetaDistribution.of(hits + 1.0, draws - hits).inverseSurvivalProbability(tail));
  }

  /** The same, at 95 %. */
  public static Estimate ofShare(int hits, int draws) {
    return ofShare(hits, draws, CONFIDENCE);
  }

  /**
   * Numbers of a function of points that is no mean, with 95 % intervals by the jackknife:
   * Student's about the value, of the variance {@code (B − 1)/B Σ_b (θ_b − θ̄)²} of the B numbers
   * that are left when one of B blocks of the points is. In expectation that is never too small
   * (Efron, Stein, <i>The jackknife estimate of variance</i>, 1981). Where no block makes a
   * difference, as at a share of 1, the interval has no width and says nothing.
   *
   * @param values all numbers, {@code [q]}
   * @param blocks {@code B}, at least 2
   * @param without all numbers without one block, {@code [q]}
   */
  public static Estimate[] ofJackknife(double[] values, int blocks, IntFunction<double[]> without) {
    double[][] left = new double[blocks][];
    Arrays.setAll(left, without);
    double quantile = TDistribution.of(blocks - 1).inverseSurvivalProbability((1 - CONFIDENCE) / 2);
    Estimate[] estimates = new Estimate[values.length];
    for (int q = 0; q < values.length; q++) {
      int number = q;
      double[] each = Arrays.stream(left).mapToDouble(numbers -> numbers[number]).toArray();
      double mean = Arrays.stream(each).average().orElseThrow();
      double squares = Arrays.stream(each).map(it -> (it - mean) * (it - mean)).sum();
      double width = quantile * Math.sqrt((blocks - 1.0) / blocks * squares);
      estimates[q] = new Estimate(values[q], values[q] - width, values[q] + width);
    }
    return estimates;
  }

  /** The same, whose interval is cut to what such a number can be. */
  public Estimate within(double least, double most) {
    return new Estimate(value, Math.max(least, low), Math.min(most, high));
  }
}
