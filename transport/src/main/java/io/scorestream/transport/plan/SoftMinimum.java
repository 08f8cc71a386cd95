package io.scorestream.transport.plan;

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
    for (int i = 0; i < costs.length; i++) {
      result[i] = overRow(costs[i], potentials, epsilon);
    }
  }

  private static double overRow(double[] row, double[] potentials, double epsilon) {
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < row.length; j++) {
      least = Math.min(least, row[j] - potentials[j]);
    }
    double sum = 0;
    for (int j = 0; j < row.length; j++) {
      sum += Math.exp((least - (row[j] - potentials[j])) / epsilon);
    }
    return least - epsilon * Math.log(sum / row.length);
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
