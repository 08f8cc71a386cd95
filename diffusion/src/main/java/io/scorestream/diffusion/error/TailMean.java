package io.scorestream.diffusion.error;

import java.util.Arrays;

/**
 * The mean of the largest share δ of a law, {@code min_c c + E(Y − c)₊/δ}, at {@code c} its (1 −
 * δ)-quantile. Rockafellar, Uryasev, <i>Optimization of conditional value-at-risk</i> (2000).
 *
 * <p>It bounds the robust error where only noisy targets are known. With {@code Y = |ε̂(x_t) − ε|}
 * for the noise {@code ε} in {@code x_t}, the error is {@code σ_t|ŝ − s| = |ε̂(x_t) − E[ε|x_t]| ≤
 * E[Y|x_t]}. Averaging over what is not known of a law does not raise the mean of its largest
 * share, and a quantile is at most the mean of what lies above it: {@code σ_t D^δ(ŝ, s)} is at most
 * this.
 */
public final class TailMean {

  private TailMean() {}

  /**
   * The estimate, with Student's interval for {@code (Y − c)₊}. The choice of {@code c} from the
   * same draws changes it by terms of order 1/n only, since {@code c} is where it is least.
   *
   * @param draws {@code [n]} of Y, n at least 2; left unchanged
   * @param delta δ in (0, 1)
   * @param confidence coverage of the two-sided interval, in (0, 1)
   */
  public static MeanEstimate of(double[] draws, double delta, double confidence) {
    double[] sorted = draws.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double quantile = sorted[Math.max(0, n - 1 - (int) Math.floor(n * delta))];
    for (int i = 0; i < n; i++) {
      sorted[i] = Math.max(0, sorted[i] - quantile);
    }
    return MeanEstimate.of(sorted, confidence).scaled(quantile, 1 / delta);
  }
}
