package io.scorestream.transport.plan;

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

  /**
   * By how much the cost may exceed the least possible: 0 for an optimal plan, up to the rounding
   * of either sum, which may put it below 0.
   */
  public double dualityGap() {
    return cost - dualValue;
  }
}
