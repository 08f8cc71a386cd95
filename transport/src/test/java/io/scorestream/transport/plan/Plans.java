package io.scorestream.transport.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

/** What every plan must hold to. */
final class Plans {
  private Plans() {}

  /**
   * The plan carries one law to the other, and no plan costs less.
   *
   * @param supply {@code [n]}, of any sum
   * @param demand {@code [m]}, of any sum
   */
  static void requireOptimal(TransportPlan plan, double[] supply, double[] demand) {
    requireMarginals(plan, supply, demand);
    double scale =
        plan.cost()
            + meanMagnitude(supply, plan.sourcePotentials())
            + meanMagnitude(demand, plan.targetPotentials());
    assertThat(plan.dualityGap()).isCloseTo(0, within(1e-12 * scale + Double.MIN_NORMAL));
  }

  private static void requireMarginals(TransportPlan plan, double[] supply, double[] demand) {
    double[] sent = new double[supply.length];
    double[] received = new double[demand.length];
    for (int k = 0; k < plan.masses().length; k++) {
      assertThat(plan.masses()[k]).isPositive();
      sent[plan.sources()[k]] += plan.masses()[k];
      received[plan.targets()[k]] += plan.masses()[k];
    }
    assertThat(sent).containsExactly(shares(supply), within(1e-12));
    assertThat(received).containsExactly(shares(demand), within(1e-12));
  }

  private static double meanMagnitude(double[] weights, double[] potentials) {
    double[] shares = shares(weights);
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += shares[i] * Math.abs(potentials[i]);
    }
    return sum;
  }

  private static double[] shares(double[] weights) {
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  /** {@code n} equal weights. */
  static double[] equal(int n) {
    double[] weights = new double[n];
    Arrays.fill(weights, 1);
    return weights;
  }
}
