package io.scorestream.experiments.floor;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * On the line, {@code W_2²} of two samples of n is the mean of {@code (x_(i) − y_(i))²}, so that
 * for N(0, 1) {@code E W_2² = (2/n) Σ Var x_(i) = 2 − (2/n) Σ (E x_(i))²}. The means of order
 * statistics are integrals over their densities, by the trapezoid rule. David, Nagaraja, <i>Order
 * Statistics</i> (2003), section 3.1.
 */
final class OrderStatistics {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double REACH = 8;
  private static final int STEPS = 4000;

  private OrderStatistics() {}

  /** {@code √E W_2²} of two samples of {@code n} draws of N(0, 1). */
  static double rootMeanSquare(int n) {
    double squares = 0;
    for (int i = 1; i <= n; i++) {
      double mean = mean(i, n);
      squares += mean * mean;
    }
    return Math.sqrt(2 - 2 * squares / n);
  }

  /** {@code E x_(i)}. */
  static double mean(int i, int n) {
    BetaDistribution level = BetaDistribution.of(i, n - i + 1.0);
    double step = 2 * REACH / STEPS;
    double sum = 0;
    for (int k = 0; k <= STEPS; k++) {
      double x = k * step - REACH;
      double below = NORMAL.cumulativeProbability(x);
      if (below > 0 && below < 1) {
        sum += x * level.density(below) * NORMAL.density(x);
      }
    }
    return sum * step;
  }
}
