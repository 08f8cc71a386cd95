package io.scorestream.experiments.result;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The numbers that agree with an expected one. Where chance decides, they reach four standard
 * errors to both sides, which one right number in 16,000 exceeds; the errors are those of this
 * measurement and, beside an earlier simulation, of that one too. Nothing else widens them but the
 * last digit to which the earlier number was given.
 *
 * @param low the least, or negative infinity
 * @param high the greatest, or positive infinity
 */
public record Accepted(double low, double high) {

  /** How many standard errors are accepted to either side. */
  public static final double STANDARD_ERRORS = 4;

  private static final double TAIL =
      NormalDistribution.of(0, 1).survivalProbability(STANDARD_ERRORS);

  /**
   * @throws IllegalArgumentException unless {@code low ≤ high}
   */
  public Accepted {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "accepted from %s to %s; give the lesser number first".formatted(low, high));
    }
  }

  /** Numbers at most {@code distance} from {@code centre}. */
  public static Accepted within(double centre, double distance) {
    return new Accepted(centre - distance, centre + distance);
  }

  /** Numbers at most {@code share} of {@code centre} away from it, which must be above 0. */
  public static Accepted withinShare(double centre, double share) {
    return within(centre, share * centre);
  }

  /** This number alone. */
  public static Accepted exactly(double number) {
    return new Accepted(number, number);
  }

  /** Any number up to a limit. */
  public static Accepted atMost(double limit) {
    return new Accepted(Double.NEGATIVE_INFINITY, limit);
  }

  /** Any number from a limit on. */
  public static Accepted atLeast(double limit) {
    return new Accepted(limit, Double.POSITIVE_INFINITY);
  }

  /** The mean of {@code n} draws of a law with this mean and standard deviation. */
  public static Accepted mean(double mean, double deviation, int n) {
    return within(mean, STANDARD_ERRORS * deviation / Math.sqrt(n));
  }

  /**
   * The mean of {@code n} draws, where another mean of {@code earlierN} draws of the same law was
   * found before.
   *
   * @param digit the unit of the earlier number's last printed digit
   */
  public static Accepted meanBeside(
      double earlier, int earlierN, double digit, double deviation, int n) {
    double error = deviation * Math.sqrt(1.0 / n + 1.0 / earlierN);
    return within(earlier, STANDARD_ERRORS * error + digit / 2);
  }

  /** The share of {@code n} independent events of probability {@code p}; exact binomial limits. */
  public static Accepted share(double p, int n) {
    BinomialDistribution count = BinomialDistribution.of(n, p);
    double high = count.inverseSurvivalProbability(TAIL);
    return new Accepted((double) count.inverseCumulativeProbability(TAIL) / n, high / n);
  }

  /**
   * The share of {@code n} events of probability {@code p}, where another share of {@code earlierN}
   * was found before.
   *
   * @param digit the unit of the earlier number's last printed digit
   */
  public static Accepted shareBeside(double earlier, int earlierN, double digit, double p, int n) {
    Accepted mean = meanBeside(earlier, earlierN, digit, Math.sqrt(p * (1 - p)), n);
    return new Accepted(Math.max(0, mean.low()), Math.min(1, mean.high()));
  }

  /** Whether a number is accepted; NaN never is. */
  public boolean holds(double number) {
    return low <= number && number <= high;
  }
}
