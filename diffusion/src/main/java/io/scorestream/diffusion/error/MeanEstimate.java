package io.scorestream.diffusion.error;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A mean with Student's interval, which holds for many draws of finite variance.
 *
 * @param value the mean
 * @param low the lower end
 * @param high the upper end
 * @param n the number of draws
 */
public record MeanEstimate(double value, double low, double high, int n) {

  /**
   * The mean of independent draws.
   *
   * @param draws {@code [n]}, n at least 2
   * @param confidence coverage of the two-sided interval, in (0, 1)
   */
  public static MeanEstimate of(double[] draws, double confidence) {
    int n = draws.length;
    if (n < 2) {
      throw new IllegalArgumentException("a mean of " + n + " draws has no interval; give 2");
    }
    double mean = Arrays.stream(draws).average().orElseThrow();
    double squares = Arrays.stream(draws).map(draw -> (draw - mean) * (draw - mean)).sum();
    double reach =
        Math.sqrt(squares / (n - 1.0) / n)
            * TDistribution.of(n - 1.0).inverseSurvivalProbability((1 - confidence) / 2);
    return new MeanEstimate(mean, mean - reach, mean + reach, n);
  }

  /** That of {@code offset + factor · draw}, for a factor of at least 0. */
  MeanEstimate scaled(double offset, double factor) {
    return new MeanEstimate(
        offset + factor * value, offset + factor * low, offset + factor * high, n);
  }
}
