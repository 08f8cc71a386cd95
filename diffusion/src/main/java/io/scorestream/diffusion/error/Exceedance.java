package io.scorestream.diffusion.error;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * How often an error is at least {@code ε}, with the exact one-sided bounds of Clopper and Pearson
 * (Biometrika 26, 1934) on {@code P(e ≥ ε)}: quantiles of Beta(k, n − k + 1) and Beta(k + 1, n − k)
 * for {@code k} of {@code n} draws.
 *
 * @param epsilon {@code ε}
 * @param exceeding {@code k}, the number of draws of at least {@code ε}
 * @param n the number of independent draws
 * @param low the probability is at least this, with at least the confidence; 0 where k is 0
 * @param high the probability is at most this, with at least the confidence; 1 where k is n
 * @param confidence of each bound alone, in (0, 1)
 */
public record Exceedance(
    double epsilon, int exceeding, int n, double low, double high, double confidence) {

  /** The bounds of {@code exceeding} in {@code n} draws, the latter at least 1. */
  static Exceedance of(double epsilon, int exceeding, int n, double confidence) {
    double low =
        exceeding == 0
            ? 0
            : BetaDistribution.of(exceeding, n - exceeding + 1.0)
                .inverseSurvivalProbability(confidence);
    double high =
        exceeding == n
            ? 1
            : BetaDistribution.of(exceeding + 1.0, n - exceeding)
                .inverseCumulativeProbability(confidence);
    return new Exceedance(epsilon, exceeding, n, low, high, confidence);
  }

  /** The share of the draws, {@code k/n}. */
  public double share() {
    return (double) exceeding / n;
  }

  /**
   * The verdict on {@code D^δ ≤ ε}, which says {@code P(e ≥ ε) ≤ δ}. Certified where even the upper
   * bound keeps to δ, refuted where even the lower one does not. Either is wrong with probability 1
   * − confidence at most. No draw of at least ε certifies δ = 0.05 from n = 59 on, and δ = 0.01
   * from n = 299 on, at confidence 0.95.
   *
   * @param delta {@code δ} in (0, 1)
   */
  public Certification judge(double delta) {
    if (high <= delta) {
      return Certification.CERTIFIED;
    }
    return low > delta ? Certification.REFUTED : Certification.UNDECIDED;
  }
}
