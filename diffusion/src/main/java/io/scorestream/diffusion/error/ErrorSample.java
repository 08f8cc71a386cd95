package io.scorestream.diffusion.error;

import io.scorestream.rows.RadixSort;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Independent draws of an error, sorted once for all that is asked of them. Immutable.
 *
 * <p>Intervals are distribution-free, and hold for each question alone: over many timesteps or
 * milestones, some of them miss.
 */
public final class ErrorSample {
  /** Keeps {@code n·δ} that is whole, such as 100 · 0.29, from falling short by rounding. */
  private static final double ROUNDING = 1e-9;

  private final double[] sorted;

  private ErrorSample(double[] sorted) {
    this.sorted = sorted;
  }

  /** {@link #of(double[])} of single-precision errors. */
  public static ErrorSample of(float[] errors) {
    float[] sorted = errors.clone();
    requireNorms(sorted.length, i -> sorted[i]);
    new RadixSort(sorted.length).sort(sorted);
    double[] wide = new double[sorted.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = sorted[i];
    }
    return new ErrorSample(wide);
  }

  /**
   * Sorts errors.
   *
   * @param errors {@code [n]}, n at least 1, each at least 0, in any order; left unchanged
   * @throws IllegalArgumentException if there is no error, or one is negative or NaN
   */
  public static ErrorSample of(double[] errors) {
    double[] sorted = errors.clone();
    requireNorms(sorted.length, i -> sorted[i]);
    Arrays.sort(sorted);
    return new ErrorSample(sorted);
  }

  private static void requireNorms(int count, IntToDoubleFunction errors) {
    if (count == 0) {
      throw new IllegalArgumentException("a quantile of no errors; give at least one");
    }
    for (int i = 0; i < count; i++) {
      double error = errors.applyAsDouble(i);
      if (!(error >= 0)) {
        throw new IllegalArgumentException(
            "error %s is %s; errors are norms, at least 0".formatted(i, error));
      }
    }
  }

  /** The number of draws {@code n}. */
  public int size() {
    return sorted.length;
  }

  /** The largest draw. */
  public double max() {
    return sorted[sorted.length - 1];
  }

  /** The plain {@code L2} error {@code √(mean e²)}. */
  public double rootMeanSquare() {
    double sum = 0;
    for (double error : sorted) {
      sum += error * error;
    }
    return Math.sqrt(sum / sorted.length);
  }

  /**
   * The {@code L4} error {@code (mean e⁴)^{1/4}}, by which sampling of posteriors with a score is
   * bounded: Xun, Gupta, Price (2025), arXiv 2510.26324.
   */
  public double rootMeanFourthPower() {
    double largest = max();
    if (largest == 0 || Double.isInfinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (double error : sorted) {
      double share = error / largest;
      sum += share * share * share * share;
    }
    return largest * Math.sqrt(Math.sqrt(sum / sorted.length));
  }

  /**
   * The estimate of {@code D^δ}.
   *
   * <p>The interval runs between two order statistics chosen from Binomial(n, 1 − δ): for n = 10
   * 000, δ = 0.01 and confidence 0.95 the ranks 9880 and 9920. Where no draw can serve as the upper
   * end, as for n = 299 and δ = 0.01, {@code high} is infinite. Costs {@code n} operations.
   *
   * @param delta {@code δ} in (0, 1)
   * @param confidence of the two-sided interval, in (0, 1)
   * @throws IllegalArgumentException if δ or the confidence is out of its range
   */
  public QuantileEstimate quantile(double delta, double confidence) {
    requireShare("delta", delta);
    requireShare("confidence", confidence);
    int n = sorted.length;
    int exceeding = (int) Math.floor(n * delta + ROUNDING);
    BinomialRanks ranks = BinomialRanks.of(n, 1 - delta, confidence);
    double low = ranks.low() == 0 ? 0 : sorted[ranks.low() - 1];
    double high = ranks.high() > n ? Double.POSITIVE_INFINITY : sorted[ranks.high() - 1];
    return new QuantileEstimate(
        sorted[Math.max(0, n - exceeding - 1)], low, high, n, delta, confidence);
  }

  /**
   * How often the error is at least {@code ε}.
   *
   * @param epsilon {@code ε}, above 0
   * @param confidence of each of the two bounds, in (0, 1)
   * @throws IllegalArgumentException if ε or the confidence is out of its range
   */
  public Exceedance exceedance(double epsilon, double confidence) {
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException("epsilon is " + epsilon + "; give a number above 0");
    }
    requireShare("confidence", confidence);
    return Exceedance.of(epsilon, sorted.length - below(epsilon), sorted.length, confidence);
  }

  /** How many draws are less than a bound. */
  private int below(double bound) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static void requireShare(String name, double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(name + " is " + share + "; give a number between 0 and 1");
    }
  }
}
