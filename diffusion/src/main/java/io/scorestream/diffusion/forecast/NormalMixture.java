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
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * standardBelow((x - means[i]) / deviations[i]);
    }
    return sum;
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
    while (high - low > PRECISION * widest) {
      double middle = (low + high) / 2;
      if (middle == low || middle == high) {
        break;
      }
      if (below(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
