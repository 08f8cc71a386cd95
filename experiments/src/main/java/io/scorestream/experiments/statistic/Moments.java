package io.scorestream.experiments.statistic;

import java.util.Arrays;

/**
 * Mean and spread of repeated numbers.
 *
 * @param mean of the numbers
 * @param deviation their standard deviation, with divisor {@code n − 1}; NaN for a single one
 * @param n how many
 */
public record Moments(double mean, double deviation, int n) {

  /** Of at least one number, summed in their order. */
  public static Moments of(double... numbers) {
    double mean = Arrays.stream(numbers).average().orElseThrow();
    double squares = 0;
    for (double number : numbers) {
      squares += (number - mean) * (number - mean);
    }
    return new Moments(mean, Math.sqrt(squares / (numbers.length - 1.0)), numbers.length);
  }

  /** The standard error of the mean. */
  public double standardError() {
    return deviation / Math.sqrt(n);
  }
}
