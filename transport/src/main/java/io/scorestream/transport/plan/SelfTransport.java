package io.scorestream.transport.plan;

import java.util.Arrays;

/**
 * Entropic transport of a sample to itself, {@code OT_ε(a, a)}: both potentials are one, which the
 * mean of it and its soft transform approaches within some ten iterations. Feydy, Séjourné,
 * Vialard, Amari, Trouvé, Peyré, <i>Interpolating between optimal transport and MMD using Sinkhorn
 * divergences</i> (2019).
 *
 * @param dualValue {@code 2 mean p − ε mean_ij (exp((p_i + p_j − c_ij)/ε) − 1)}
 * @param marginalError {@code mean_i |1 − mean_j exp((p_i + p_j − c_ij)/ε)|}
 */
record SelfTransport(double dualValue, double marginalError) {

  /**
   * Iterates until the marginal error keeps to a tolerance.
   *
   * @param costs {@code [n][n]}, symmetric
   * @param mostIterations at least 1
   */
  static SelfTransport solve(
      double[][] costs, double epsilon, double tolerance, int mostIterations) {
    double[] p = new double[costs.length];
    double[] transformed = new double[costs.length];
    for (int iteration = 1; ; iteration++) {
      SoftMinimum.overTargets(costs, p, epsilon, transformed);
      SelfTransport current = at(p, transformed, epsilon);
      if (current.marginalError() <= tolerance || iteration >= mostIterations) {
        return current;
      }
      average(p, transformed);
    }
  }

  /** The mass that leaves source i is {@code exp((p_i − T p_i)/ε)} times its own. */
  private static SelfTransport at(double[] p, double[] transformed, double epsilon) {
    double[] share = new double[p.length];
    Arrays.setAll(share, i -> Math.exp((p[i] - transformed[i]) / epsilon));
    double error = Arrays.stream(share).map(s -> Math.abs(1 - s)).average().orElseThrow();
    double value = 2 * EntropicTransport.mean(p) - epsilon * (EntropicTransport.mean(share) - 1);
    return new SelfTransport(value, error);
  }

  private static void average(double[] p, double[] transformed) {
    for (int i = 0; i < p.length; i++) {
      p[i] = (p[i] + transformed[i]) / 2;
    }
  }
}
