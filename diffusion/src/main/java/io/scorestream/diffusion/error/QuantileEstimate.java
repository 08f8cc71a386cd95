package io.scorestream.diffusion.error;

/**
 * The robust error {@code D^δ}, the (1 − δ)-quantile of an error, estimated from {@code n}
 * independent draws, with a distribution-free interval.
 *
 * @param value the least drawn error that at most {@code δ n} of the draws exceed
 * @param low the lower end of the two-sided interval; 0 where {@code n} is too small for one
 * @param high the upper end; positive infinity where {@code n} is too small for a finite one
 * @param n the number of draws
 * @param delta {@code δ} in (0, 1)
 * @param confidence the least probability with which the interval covers the true quantile, in (0,
 *     1)
 */
public record QuantileEstimate(
    double value, double low, double high, int n, double delta, double confidence) {

  /** Whether the draws were enough for a finite upper end. */
  public boolean bounded() {
    return Double.isFinite(high);
  }
}
