package io.scorestream.diffusion.error;

import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import java.util.Arrays;

/**
 * The outlier-robust score error {@code D_p^δ(f, g) = inf{ε : P_{x~p}(|f(x) − g(x)| ≥ ε) ≤ δ}}, the
 * (1 − δ)-quantile of the error. Gupta, Parulekar, Price, Xun (NeurIPS 2024), eq. 6.
 */
public final class RobustError {
  /** Keeps {@code n·δ} that is whole, such as 100 · 0.29, from falling short by rounding. */
  private static final double ROUNDING = 1e-9;

  private RobustError() {}

  /** {@link #of(double[], double, double)} of single-precision errors. */
  public static QuantileEstimate of(float[] errors, double delta, double confidence) {
    double[] wide = new double[errors.length];
    for (int i = 0; i < errors.length; i++) {
      wide[i] = errors[i];
    }
    return ofOwned(wide, delta, confidence);
  }

  /**
   * The estimate of {@code D^δ} from independent draws of the error. Costs a sort.
   *
   * <p>The interval runs between two order statistics chosen from Binomial(n, 1 − δ): for n = 10
   * 000, δ = 0.01 and confidence 0.95 the ranks 9880 and 9920. Where no draw can serve as the upper
   * end, as for n = 299 and δ = 0.01, {@code high} is infinite.
   *
   * @param errors {@code [n]}, n at least 1, each at least 0, in any order; left unchanged
   * @param delta {@code δ} in (0, 1)
   * @param confidence of the two-sided interval, in (0, 1)
   * @throws IllegalArgumentException if there is no error, one is negative or NaN, or δ or the
   *     confidence is out of its range
   */
  public static QuantileEstimate of(double[] errors, double delta, double confidence) {
    return ofOwned(errors.clone(), delta, confidence);
  }

  private static QuantileEstimate ofOwned(double[] errors, double delta, double confidence) {
    requireShare("delta", delta);
    requireShare("confidence", confidence);
    requireErrors(errors);
    Arrays.sort(errors);
    int n = errors.length;
    int exceeding = (int) Math.floor(n * delta + ROUNDING);
    BinomialRanks ranks = BinomialRanks.of(n, 1 - delta, confidence);
    double low = ranks.low() == 0 ? 0 : errors[ranks.low() - 1];
    double high = ranks.high() > n ? Double.POSITIVE_INFINITY : errors[ranks.high() - 1];
    return new QuantileEstimate(
        errors[Math.max(0, n - exceeding - 1)], low, high, n, delta, confidence);
  }

  private static void requireShare(String name, double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(name + " is " + share + "; give a number between 0 and 1");
    }
  }

  private static void requireErrors(double[] errors) {
    if (errors.length == 0) {
      throw new IllegalArgumentException("a quantile of no errors; give at least one");
    }
    for (int i = 0; i < errors.length; i++) {
      if (!(errors[i] >= 0)) {
        throw new IllegalArgumentException(
            "error %d is %s; errors are norms, at least 0".formatted(i, errors[i]));
      }
    }
  }

  /**
   * {@code σ_t |ŝ(x) − s(x)|} of each point, the scale in which every theorem's target is the same.
   *
   * @param t the time of the scores, at least 0
   * @param estimate {@code ŝ}, {@code [n, d]} row-major
   * @param truth {@code s}, {@code [n, d]} row-major
   * @return {@code [n]}
   */
  public static float[] normalised(double t, int dimension, float[] estimate, float[] truth) {
    if (estimate.length != truth.length || estimate.length % dimension != 0) {
      throw new IllegalArgumentException(
          "%d estimated and %d true numbers for rows of %d; give equally many, in whole rows"
              .formatted(estimate.length, truth.length, dimension));
    }
    double sigma = OrnsteinUhlenbeck.sigma(t);
    float[] errors = new float[estimate.length / dimension];
    for (int row = 0; row < errors.length; row++) {
      double square = 0;
      for (int i = row * dimension; i < (row + 1) * dimension; i++) {
        double difference = (double) estimate[i] - truth[i];
        square += difference * difference;
      }
      errors[row] = (float) (sigma * Math.sqrt(square));
    }
    return errors;
  }

  /** The plain {@code L2} error {@code √(mean e²)} of at least one error. */
  public static double rootMeanSquare(float[] errors) {
    double sum = 0;
    for (float error : errors) {
      sum += (double) error * error;
    }
    return Math.sqrt(sum / errors.length);
  }
}
