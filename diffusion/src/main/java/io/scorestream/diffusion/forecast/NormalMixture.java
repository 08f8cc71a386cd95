package io.scorestream.diffusion.forecast;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A weighted sum of normal laws, and an atom at minus infinity for the weight that they lack to 1.
 * Quantiles are found by bisection, to 1e-6 of the largest spread.
 *
 * @param weights {@code [n]}, each at least 0, of sum at most 1
 * @param means {@code [n]}
 * @param deviations standard deviations, {@code [n]}, each above 0
 */
@SuppressWarnings("ArrayRecordComponent")
record NormalMixture(double[] weights, double[] means, double[] deviations) {

  private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

  /** Beyond so many standard deviations lies no weight that a double could show. */
  private static final double REACH = 9;

  private static final double PRECISION = 1e-6;

  /** More than rounding takes from a sum of some ten thousand weights. */
  private static final double ROUNDING = 1e-11;

  private static final int MOST_STEPS = 20;

  /** {@code Φ(x)}. */
  static double standardBelow(double x) {
    return STANDARD.cumulativeProbability(x);
  }

  /** Half the width, in standard deviations, of a normal law's interval. */
  static double reach(double confidence) {
    return STANDARD.inverseSurvivalProbability((1 - confidence) / 2);
  }

  /** The probability of at most x. */
  double below(double x) {
    double sum = atom();
    double share = 0;
    for (int i = 0; i < weights.length; i++) {
      // Neighbours are often of one law, as curves of one exponent are.
      if (i == 0 || means[i] != means[i - 1] || deviations[i] != deviations[i - 1]) {
        share = standardBelow((x - means[i]) / deviations[i]);
      }
      sum += weights[i] * share;
    }
    return sum;
  }

  /** Of what is not at minus infinity. */
  private double mean() {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * means[i];
    }
    return sum / (1 - atom());
  }

  private double density(double x) {
    double sum = 0;
    double density = 0;
    for (int i = 0; i < weights.length; i++) {
      if (i == 0 || means[i] != means[i - 1] || deviations[i] != deviations[i - 1]) {
        double z = (x - means[i]) / deviations[i];
        density = Math.exp(-0.5 * z * z) / deviations[i];
      }
      sum += weights[i] * density;
    }
    return sum / Math.sqrt(2 * Math.PI);
  }

  /** Weight of the atom at minus infinity. */
  double atom() {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return Math.max(0, 1 - sum);
  }

  /** The least x whose probability of being at most x is p; p in (0, 1). */
  double quantile(double p) {
    if (p <= atom()) {
      return Double.NEGATIVE_INFINITY;
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double widest = 0;
    for (int i = 0; i < weights.length; i++) {
      low = Math.min(low, means[i] - REACH * deviations[i]);
      high = Math.max(high, means[i] + REACH * deviations[i]);
      widest = Math.max(widest, deviations[i]);
    }
    return bisect(p, low, high, PRECISION * widest);
  }

  /** As if each middle were looked at; most are on a side that {@link #bracket} knows already. */
  private double bisect(double p, double from, double to, double precision) {
    double[] bracket = bracket(p, from, to, precision);
    double low = from;
    double high = to;
    while (high - low > precision) {
      double middle = (low + high) / 2;
      if (middle == low || middle == high) {
        break;
      }
      if (middle <= bracket[0] || (middle < bracket[1] && below(middle) < p)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /**
   * Two points between which the probability passes p, both surely on their side of it whatever is
   * lost to rounding: by Newton's method, which aims a little beyond on the side that is farther.
   */
  private double[] bracket(double p, double from, double to, double precision) {
    double low = from;
    double high = to;
    double x = mean();
    for (int i = 0; i < MOST_STEPS && high - low > precision; i++) {
      double rest = below(x) - p;
      if (Math.abs(rest) <= ROUNDING) {
        break;
      }
      if (rest < 0) {
        low = x;
      } else {
        high = x;
      }
      double beyond = x - low < high - x ? precision / 4 : -precision / 4;
      x += -rest / density(x) + beyond;
      if (!(x > low && x < high)) {
        x = (low + high) / 2;
      }
    }
    return new double[] {low, high};
  }
}
