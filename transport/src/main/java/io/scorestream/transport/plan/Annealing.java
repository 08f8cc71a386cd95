package io.scorestream.transport.plan;

import java.util.Arrays;

/**
 * The values of ε that an entropic problem is solved at, one after the other, each from the last
 * one's potentials: from the greatest cost down by quarters to the wanted ε. Schmitzer,
 * <i>Stabilized sparse scaling algorithms for entropy regularized transport problems</i> (2019).
 */
final class Annealing {
  private static final double FACTOR = 4;

  private Annealing() {}

  /**
   * All values above {@code epsilon}, falling.
   *
   * @param costs {@code [n][m]}, at least 0
   */
  static double[] above(double epsilon, double[][] costs) {
    double share = PointCosts.greatest(costs) / epsilon;
    int count = (int) Math.max(0, Math.ceil(Math.log(share) / Math.log(FACTOR)));
    double[] values = new double[count];
    Arrays.setAll(values, k -> epsilon * Math.pow(FACTOR, count - k));
    return values;
  }
}
