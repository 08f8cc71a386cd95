package io.scorestream.diffusion.error;

/**
 * Ranks {@code l < u} such that the order statistics {@code [X_(l), X_(u)]} of {@code n}
 * independent draws of any law cover its p-quantile {@code q} with at least a given confidence: the
 * number of draws at or below {@code q} is at least Binomial(n, p), so {@code P(l ≤ B < u) ≥
 * confidence} suffices. David, Nagaraja, <i>Order Statistics</i> (2003), section 7.1.
 *
 * @param low {@code l} in {@code 0..n}; 0 where no draw is a lower end
 * @param high {@code u} in {@code 1..n + 1}; {@code n + 1} where no draw is an upper end
 */
record BinomialRanks(int low, int high) {

  /** Share of the mode's probability from which on the tails count as nothing. */
  private static final double NEGLIGIBLE = 1e-30;

  /** Equal tails, each at most {@code (1 − confidence)/2}. Costs {@code n} operations. */
  static BinomialRanks of(int n, double p, double confidence) {
    double[] mass = mass(n, p);
    double tail = (1 - confidence) / 2;
    int low = 0;
    while (mass[low] == 0) {
      low++;
    }
    for (double below = mass[low]; below <= tail; below += mass[low]) {
      low++;
    }
    int high = n + 1;
    while (mass[high - 1] == 0) {
      high--;
    }
    for (double above = mass[high - 1]; above <= tail; above += mass[high - 1]) {
      high--;
    }
    return new BinomialRanks(low, high);
  }

  /** Binomial probabilities {@code 0..n}, by ratios of neighbours outwards from the mode. */
  private static double[] mass(int n, double p) {
    double[] mass = new double[n + 1];
    int mode = (int) Math.min(n, Math.floor((n + 1.0) * p));
    double odds = p / (1 - p);
    mass[mode] = 1;
    double total = 1;
    for (int k = mode; k < n && mass[k] > NEGLIGIBLE; k++) {
      mass[k + 1] = mass[k] * odds * (n - k) / (k + 1);
      total += mass[k + 1];
    }
    for (int k = mode; k > 0 && mass[k] > NEGLIGIBLE; k--) {
      mass[k - 1] = mass[k] / odds * k / (n - k + 1);
      total += mass[k - 1];
    }
    for (int k = mode; k <= n && mass[k] > 0; k++) {
      mass[k] /= total;
    }
    for (int k = mode - 1; k >= 0 && mass[k] > 0; k--) {
      mass[k] /= total;
    }
    return mass;
  }
}
