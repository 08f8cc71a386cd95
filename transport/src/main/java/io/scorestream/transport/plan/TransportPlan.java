package io.scorestream.transport.plan;

import io.scorestream.transport.Distance;
import java.util.Arrays;

/**
 * A plan that carries one law to another, and potentials that bound from below what any plan costs.
 *
 * @param cost {@code Σ π_ij c_ij}
 * @param dualValue {@code Σ a_i u_i + Σ b_j v_j} of potentials with {@code u_i + v_j ≤ c_ij} for
 *     all i and j: no plan costs less. Worked out over all arcs, whatever way the plan was found
 * @param sources {@code [k]}, the source of each mass that is carried; {@code k < n + m}, except
 *     where plans of equal cost abound
 * @param targets {@code [k]}, its target
 * @param masses {@code [k]}, above 0, which add up to 1
 * @param sourcePotentials {@code u}, {@code [n]}
 * @param targetPotentials {@code v}, {@code [m]}
 */
@SuppressWarnings("ArrayRecordComponent")
public record TransportPlan(
    double cost,
    double dualValue,
    int[] sources,
    int[] targets,
    double[] masses,
    double[] sourcePotentials,
    double[] targetPotentials) {

  /** Roundings of an arc's reduced cost, beside one for each coordinate. */
  private static final int FEW = 8;

  /**
   * By how much the cost may exceed the least possible: 0 for an optimal plan, up to the rounding
   * of either sum, which may put it below 0.
   */
  public double dualityGap() {
    return cost - dualValue;
  }

  /**
   * By how much the cost may be more than the least possible: the gap, and what rounding may have
   * hidden of it. A potential of a point far out has few digits left of what others cost, and each
   * of the others is held against it. 0 where the plan costs nothing.
   *
   * @param dimension of the points whose distances the costs are
   */
  double above(int dimension) {
    if (cost == 0) {
      return 0;
    }
    double u = mean(sourcePotentials);
    double v = mean(targetPotentials);
    double greatest = Arrays.stream(targetPotentials).map(Math::abs).max().orElseThrow();
    double inSums = (sourcePotentials.length + targetPotentials.length) * (u + v + cost);
    double inArcs = (dimension + FEW) * (u + greatest);
    return Math.max(0, dualityGap()) + Distance.ROUNDOFF * (inSums + inArcs);
  }

  private static double mean(double[] potentials) {
    return Arrays.stream(potentials).map(Math::abs).average().orElseThrow();
  }
}
