package io.scorestream.trainer.drift;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A self-starting two-sided CUSUM (Hawkins, <i>Self-Starting CUSUM Charts for Location and
 * Scale</i>, 1987): each value is compared with the mean and spread of those before it, which needs
 * no knowledge of either. While values are independent and normal with any one mean and spread, the
 * compared values are exactly standard normal. Immutable.
 *
 * <p>With an allowance of 0.5 and a threshold of 10 a steady stream raises a false alarm about once
 * in 10^5 values, and a shift by three of their deviations is found within about ten.
 *
 * @param values that later ones are compared with
 * @param mean of these
 * @param squares sum of squared deviations from it
 * @param rise cumulative sum for values that rise, at least 0
 * @param fall cumulative sum for values that fall, at least 0
 */
record ChangeDetector(long values, double mean, double squares, double rise, double fall) {

  private static final double ALLOWANCE = 0.5;
  private static final double THRESHOLD = 10;

  /** One outlier alone is not a change. */
  private static final double LARGEST = 4;

  /** One that knows nothing. */
  static ChangeDetector fresh() {
    return new ChangeDetector(0, 0, 0, 0, 0);
  }

  /** After one more value. */
  ChangeDetector next(double value) {
    double compared = compared(value);
    long count = values + 1;
    double newMean = mean + (value - mean) / count;
    return new ChangeDetector(
        count,
        newMean,
        squares + (value - mean) * (value - newMean),
        Math.max(0, rise + compared - ALLOWANCE),
        Math.max(0, fall - compared - ALLOWANCE));
  }

  /** Standard normal while nothing changes; 0 for the first two values. */
  private double compared(double value) {
    if (values < 2 || squares == 0) {
      return 0;
    }
    double deviation = Math.sqrt(squares / (values - 1));
    double t = (value - mean) / deviation / Math.sqrt(1 + 1.0 / values);
    // By the tail on t's own side, as the other one is 1 to the last digit where t is large.
    double tail = TDistribution.of(values - 1.0).survivalProbability(Math.abs(t));
    double size = NormalDistribution.of(0, 1).inverseSurvivalProbability(tail);
    return Math.copySign(Math.min(LARGEST, size), t);
  }

  /** The larger sum over the threshold: 1 and more is an alarm. */
  double statistic() {
    return Math.max(rise, fall) / THRESHOLD;
  }

  /** Whether values have changed. */
  boolean hasChanged() {
    return statistic() >= 1;
  }

  /** One that compares with no value from before, as they are of another model; its sums go on. */
  ChangeDetector onNewModel() {
    return new ChangeDetector(0, 0, 0, rise, fall);
  }
}
