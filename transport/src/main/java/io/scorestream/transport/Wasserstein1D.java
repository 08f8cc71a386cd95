package io.scorestream.transport;

import java.util.Arrays;

/**
 * Wasserstein distances of samples on the line, exact: {@code W_p^p = ∫ |F⁻¹(u) − G⁻¹(u)|^p du},
 * which for equal sizes is the mean of {@code |x_(i) − y_(i)|^p}. Costs two sorts. Every part of
 * the sum is a difference of two given numbers and at least 0, so all digits but the last few are
 * sure, whatever the numbers. Santambrogio, <i>Optimal Transport for Applied Mathematicians</i>
 * (2015), proposition 2.17.
 */
public final class Wasserstein1D {
  private Wasserstein1D() {}

  /**
   * {@code W_1} of two samples, each point of one sample of equal weight.
   *
   * @param x {@code [n]}, n at least 1, in any order; left unchanged
   * @param y {@code [m]}, m at least 1, in any order; left unchanged
   * @throws IllegalArgumentException if a sample is empty or not finite
   */
  public static double w1(float[] x, float[] y) {
    return ofSorted(sorted(x), sorted(y), false);
  }

  /** {@code W_2} of two samples, on the terms of {@link #w1}. */
  public static double w2(float[] x, float[] y) {
    return Math.sqrt(ofSorted(sorted(x), sorted(y), true));
  }

  /** {@code W_2²} of two samples in increasing order, neither of them empty. */
  static double squareOfSorted(float[] x, float[] y) {
    return ofSorted(x, y, true);
  }

  private static float[] sorted(float[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("a distance of an empty sample; give at least one point");
    }
    float[] copy = values.clone();
    Arrays.sort(copy);
    if (!Float.isFinite(copy[0]) || !Float.isFinite(copy[copy.length - 1])) {
      throw new IllegalArgumentException(
          "a sample from %s to %s; leave out what is not finite"
              .formatted(copy[0], copy[copy.length - 1]));
    }
    return copy;
  }

  private static double ofSorted(float[] x, float[] y, boolean squared) {
    return x.length == y.length ? ofPairs(x, y, squared) : ofQuantiles(x, y, squared);
  }

  private static double ofPairs(float[] x, float[] y, boolean squared) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += cost(x[i], y[i], squared);
    }
    return sum / x.length;
  }

  private static double ofQuantiles(float[] x, float[] y, boolean squared) {
    double[] sum = new double[1];
    QuantileJumps.walk(
        x.length, y.length, (i, j, mass) -> sum[0] += mass * cost(x[i], y[j], squared));
    return sum[0] / ((double) x.length * y.length);
  }

  private static double cost(double x, double y, boolean squared) {
    double difference = Math.abs(x - y);
    return squared ? difference * difference : difference;
  }
}
