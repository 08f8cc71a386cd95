package io.scorestream.transport.plan;

import io.scorestream.rows.Exponentials;
import java.util.Arrays;

/**
 * Entropic transport of a sample to itself, {@code OT_ε(a, a)}: both potentials are one, which the
 * mean of it and its soft transform approaches within some ten iterations. Feydy, Séjourné,
 * Vialard, Amari, Trouvé, Peyré, <i>Interpolating between optimal transport and MMD using Sinkhorn
 * divergences</i> (2019).
 *
 * <p>Iterates on {@code exp(p_i/ε)}: costs of a point to itself are 0, so that with n points these
 * come to lie between {@code n^-½} and {@code n^½}, and need no logarithms in between.
 *
 * @param dualValue {@code 2 mean p − ε mean_ij (exp((p_i + p_j − c_ij)/ε) − 1)}
 * @param marginalError {@code mean_i |1 − mean_j exp((p_i + p_j − c_ij)/ε)|}
 * @param lacking what iterations that are lacking would add to the dual, as {@link
 *     EntropicTransport#lacking} has it
 */
record SelfTransport(double dualValue, double marginalError, double lacking) {

  /**
   * Iterates until the marginal error keeps to a tolerance.
   *
   * @param costs {@code c_ij} for {@code j < i}, {@code [n][i]}; overwritten
   * @param mostIterations at least 1
   */
  static SelfTransport solve(
      double[][] costs, double epsilon, double tolerance, int mostIterations) {
    double[][] kernel = kernel(costs, epsilon);
    double[] factors = new double[costs.length];
    double[] shares = new double[costs.length];
    Arrays.fill(factors, 1);
    double gained = Double.POSITIVE_INFINITY;
    for (int iteration = 1; ; iteration++) {
      fillShares(kernel, factors, shares);
      double error =
          Arrays.stream(shares).map(share -> Math.abs(1 - share)).average().orElseThrow();
      double gain = Arrays.stream(shares).map(EntropicTransport::gain).average().orElseThrow();
      if (error <= tolerance || iteration >= mostIterations) {
        return new SelfTransport(
            dualValue(factors, shares, epsilon),
            error,
            EntropicTransport.lacking(epsilon, gain, gained, iteration));
      }
      gained = gain;
      for (int i = 0; i < shares.length; i++) {
        factors[i] /= Math.sqrt(shares[i]);
      }
    }
  }

  /** {@code mean_j exp((p_i + p_j − c_ij)/ε)}, from one half of the kernel; its diagonal is 1. */
  private static void fillShares(double[][] kernel, double[] factors, double[] shares) {
    System.arraycopy(factors, 0, shares, 0, shares.length);
    for (int i = 0; i < shares.length; i++) {
      shares[i] += EntropicTransport.dot(kernel[i], factors);
      EntropicTransport.addScaled(kernel[i], factors[i], shares);
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] *= factors[i] / shares.length;
    }
  }

  private static double[][] kernel(double[][] costs, double epsilon) {
    double rate = 1 / epsilon;
    for (double[] row : costs) {
      for (int j = 0; j < row.length; j++) {
        row[j] *= -rate;
      }
      Exponentials.replace(row, row.length);
    }
    return costs;
  }

  private static double dualValue(double[] factors, double[] shares, double epsilon) {
    double[] logarithms = Arrays.stream(factors).map(Math::log).toArray();
    return epsilon * (2 * EntropicTransport.mean(logarithms) - EntropicTransport.mean(shares) + 1);
  }
}
