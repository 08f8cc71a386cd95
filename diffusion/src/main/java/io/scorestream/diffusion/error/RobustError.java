package io.scorestream.diffusion.error;

import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.rows.Rows;

/**
 * The outlier-robust score error {@code D_p^δ(f, g) = inf{ε : P_{x~p}(|f(x) − g(x)| ≥ ε) ≤ δ}}, the
 * (1 − δ)-quantile of the error. Gupta, Parulekar, Price, Xun (NeurIPS 2024), eq. 6.
 */
public final class RobustError {
  /** Rows at a time, whose sums stay at hand. */
  private static final int BLOCK = 512;

  private RobustError() {}

  /** {@link #of(double[], double, double)} of single-precision errors. */
  public static QuantileEstimate of(float[] errors, double delta, double confidence) {
    return ErrorSample.of(errors).quantile(delta, confidence);
  }

  /**
   * The estimate of {@code D^δ} from independent draws of the error, as {@link
   * ErrorSample#quantile} gives it. Costs a sort.
   *
   * @param errors {@code [n]}, n at least 1, each at least 0, in any order; left unchanged
   * @param delta {@code δ} in (0, 1)
   * @param confidence of the two-sided interval, in (0, 1)
   * @throws IllegalArgumentException if there is no error, one is negative or NaN, or δ or the
   *     confidence is out of its range
   */
  public static QuantileEstimate of(double[] errors, double delta, double confidence) {
    return ErrorSample.of(errors).quantile(delta, confidence);
  }

  /**
   * {@code σ_t |ŝ(x) − s(x)|} of each point, the scale in which every theorem's target is the same.
   *
   * @param t the time of the scores, at least 0
   * @param estimate {@code ŝ}, {@code [n, d]}
   * @param truth {@code s}, {@code [n, d]}
   * @return {@code [n]}
   */
  public static float[] normalised(double t, Rows estimate, Rows truth) {
    float[] errors = distances(estimate, truth);
    double sigma = OrnsteinUhlenbeck.sigma(t);
    for (int row = 0; row < errors.length; row++) {
      errors[row] = (float) (sigma * errors[row]);
    }
    return errors;
  }

  /**
   * {@code |f(x) − g(x)|} of each point.
   *
   * @param first {@code f}, {@code [n, d]}
   * @param second {@code g}, {@code [n, d]}
   * @return {@code [n]}
   * @throws IllegalArgumentException if they are not equally many of equal length
   */
  public static float[] distances(Rows first, Rows second) {
    second.requireAlike(first);
    float[] distances = new float[first.count()];
    int dimension = first.dimension();
    double[] squares = new double[Math.min(BLOCK, distances.length) * dimension];
    for (int from = 0; from < distances.length; from += BLOCK) {
      int count = Math.min(BLOCK, distances.length - from);
      squareDifferences(
          first.numbers(), second.numbers(), from * dimension, squares, count * dimension);
      for (int row = 0; row < count; row++) {
        distances[from + row] = (float) Math.sqrt(sum(squares, row * dimension, dimension));
      }
    }
    return distances;
  }

  /** In one loop over all coordinates, as those of a row are few. */
  private static void squareDifferences(
      float[] f, float[] g, int from, double[] squares, int count) {
    for (int i = 0; i < count; i++) {
      double difference = (double) f[from + i] - g[from + i];
      squares[i] = difference * difference;
    }
  }

  private static double sum(double[] numbers, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += numbers[i];
    }
    return sum;
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
