package io.scorestream.transport.plan;

import io.scorestream.rows.Exponentials;
import java.util.Arrays;

/**
 * The soft c-transform of entropic transport, in the log domain: {@code f_i = −ε ln mean_j exp((g_j
 * − c_ij)/ε)}, which tends to {@code min_j (c_ij − g_j)} as ε falls. Greatest terms are taken out
 * first, so nothing overflows or vanishes.
 */
final class SoftMinimum {
  private SoftMinimum() {}

  /**
   * Over the targets, for every source.
   *
   * @param costs {@code [n][m]}
   * @param potentials {@code g}, {@code [m]}
   * @param result {@code f}, {@code [n]}
   */
  static void overTargets(double[][] costs, double[] potentials, double epsilon, double[] result) {
    double[] working = new double[potentials.length];
    for (int i = 0; i < costs.length; i++) {
      result[i] = overRow(costs[i], potentials, epsilon, working);
    }
  }

  private static double overRow(
      double[] row, double[] potentials, double epsilon, double[] working) {
    double least = exponentials(row, potentials, epsilon, working);
    double sum = 0;
    for (double term : working) {
      sum += term;
    }
    return least - epsilon * Math.log(sum / row.length);
  }

  /**
   * Writes {@code exp((min_k (c_k − g_k) − (c_j − g_j))/ε)}, of which the greatest is 1.
   *
   * @param row {@code c}, {@code [m]}
   * @param potentials {@code g}, {@code [m]}
   * @param result {@code [m]}
   * @return the least {@code c_k − g_k}
   */
  static double exponentials(double[] row, double[] potentials, double epsilon, double[] result) {
    for (int j = 0; j < row.length; j++) {
      result[j] = row[j] - potentials[j];
    }
    double least = least(result);
    double rate = 1 / epsilon;
    for (int j = 0; j < row.length; j++) {
      result[j] = (least - result[j]) * rate;
    }
    Exponentials.replace(result, row.length);
    return least;
  }

  private static double least(double[] numbers) {
    double least = Double.POSITIVE_INFINITY;
    for (double number : numbers) {
      if (number < least) {
        least = number;
      }
    }
    return least;
  }

  /** Over the sources, for every target: {@link #overTargets} of the transposed costs. */
  static void overSources(double[][] costs, double[] potentials, double epsilon, double[] result) {
    double[] least = new double[result.length];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    for (int i = 0; i < costs.length; i++) {
      for (int j = 0; j < least.length; j++) {
        least[j] = Math.min(least[j], costs[i][j] - potentials[i]);
      }
    }
    double[] sums = new double[result.length];
    for (int i = 0; i < costs.length; i++) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += Math.exp((least[j] - (costs[i][j] - potentials[i])) / epsilon);
      }
    }
    for (int j = 0; j < result.length; j++) {
      result[j] = least[j] - epsilon * Math.log(sums[j] / costs.length);
    }
  }
}
