package io.scorestream.experiments.decoy;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What {@link Decoy} comes to, by the trapezoid rule.
 *
 * @param score of the decoy
 */
record DecoyTheory(DecoyScore score) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double REACH = 9;
  private static final int STEPS = 1_000_000;

  /** {@code E(S·r(x))^power} for {@code x ~ N(0, 1)}. */
  double moment(int power) {
    return integral(x -> Math.pow(score.excess(x), power) * NORMAL.density(x));
  }

  /**
   * The probability that the decoy's loss on {@code m} samples exceeds the truth's by at most a
   * share τ of it. A sample adds {@code e² + 2eΔ} with {@code e = S·r(x)} and {@code Δ ~ N(0, 1)},
   * which is at most {@code τm} with probability {@code Φ((τm/e − e)/2)}. As e grows by a factor
   * {@code e^S} over a unit of x, the sum is its term of the greatest x, whose law is {@code Φ^m};
   * that leaves out less than half a per cent.
   */
  double indistinguishable(int m, double share) {
    return integral(
        x -> {
          double excess = score.excess(x);
          double decided = NORMAL.cumulativeProbability((share * m / excess - excess) / 2);
          double greatest = Math.exp((m - 1) * Math.log(NORMAL.cumulativeProbability(x)));
          return m * greatest * NORMAL.density(x) * decided;
        });
  }

  private static double integral(DoubleUnaryOperator integrand) {
    double step = 2 * REACH / STEPS;
    double sum = 0;
    for (int i = 0; i <= STEPS; i++) {
      sum += integrand.applyAsDouble(i * step - REACH);
    }
    return sum * step;
  }
}
