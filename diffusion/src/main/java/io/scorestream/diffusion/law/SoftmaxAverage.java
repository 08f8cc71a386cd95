package io.scorestream.diffusion.law;

import java.util.Arrays;

/**
 * {@code Σ e^{w_j} v_j / Σ e^{w_j}} and {@code ln Σ e^{w_j}} in one pass and without overflow: sums
 * are kept relative to the greatest weight so far. Used by one thread at a time.
 */
final class SoftmaxAverage {
  private final double[] sum;
  private double greatest;
  private double total;

  SoftmaxAverage(int dimension) {
    sum = new double[dimension];
    clear();
  }

  void clear() {
    Arrays.fill(sum, 0);
    greatest = Double.NEGATIVE_INFINITY;
    total = 0;
  }

  /** Takes in the weight of the next vector and returns the factor by which to count the vector. */
  private double weigh(double logWeight) {
    if (logWeight <= greatest) {
      double weight = Math.exp(logWeight - greatest);
      total += weight;
      return weight;
    }
    double shrink = Math.exp(greatest - logWeight);
    for (int i = 0; i < sum.length; i++) {
      sum[i] *= shrink;
    }
    total = total * shrink + 1;
    greatest = logWeight;
    return 1;
  }

  void add(double logWeight, double[] vector) {
    double weight = weigh(logWeight);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * vector[i];
    }
  }

  void add(double logWeight, float[] vectors, int offset) {
    double weight = weigh(logWeight);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * vectors[offset + i];
    }
  }

  /** Coordinate {@code i} of the average. */
  double average(int i) {
    return sum[i] / total;
  }

  double logTotal() {
    return greatest + Math.log(total);
  }
}
