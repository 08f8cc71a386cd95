package io.scorestream.transport.plan;

import java.util.Arrays;

/**
 * Solves a transport problem in three steps. A quarter of the sources and targets is solved first,
 * by the same steps, and its potentials carry over to all targets by the c-transform {@code v_j =
 * min_i (c_ij − u_i)}. An {@link Auction} brings them close to optimal ones. {@link
 * AugmentingPaths} then place the mass, exactly.
 *
 * <p>The first sources and targets must be a fair sample of all, so they are to come in random
 * order. Beside the costs, lists of k = 16 targets for every source take {@code 12 n k} bytes.
 */
final class TransportSolver {
  private static final int COARSENING = 4;
  private static final int SMALL = 64;
  private static final int SHORTLIST = 16;

  /** Mass below this share of the whole counts as none. */
  private static final double DUST = 1e-14;

  private final Costs costs;
  private final double[] supply;
  private final double[] demand;
  private final double[] targetPotentials;
  private final AugmentingPaths paths;

  /**
   * @param supply {@code [n]}, at least 0
   * @param demand {@code [m]}, at least 0, with the sum of the supply
   */
  private TransportSolver(Costs costs, double[] supply, double[] demand) {
    this.costs = costs;
    this.supply = supply;
    this.demand = demand;
    this.targetPotentials = new double[demand.length];
    startFromFewer();
    this.paths = placed();
  }

  /** Places the supply at the demand at the least cost. */
  static TransportSolver solve(Costs costs, double[] supply, double[] demand) {
    return new TransportSolver(costs, supply, demand);
  }

  /** {@code u}, {@code [n]}. */
  double[] sourcePotentials() {
    return paths.sourcePotentials();
  }

  /** {@code v}, {@code [m]}. */
  double[] targetPotentials() {
    return targetPotentials;
  }

  /** Where the mass lies. */
  Parcels parcels() {
    return paths.parcels();
  }

  private AugmentingPaths placed() {
    double dust = DUST * sum(supply);
    Shortlists shortlists = new Shortlists(costs, supply.length, targetPotentials, SHORTLIST);
    if (demand.length > 1) {
      new Auction(supply, demand, targetPotentials, shortlists, dust).run();
    }
    AugmentingPaths placing =
        new AugmentingPaths(supply, demand, targetPotentials, shortlists, dust);
    placing.run();
    return placing;
  }

  private void startFromFewer() {
    if (Math.min(supply.length, demand.length) <= SMALL) {
      return;
    }
    double[] few = Arrays.copyOf(supply, supply.length / COARSENING);
    double[] fewDemand = Arrays.copyOf(demand, demand.length / COARSENING);
    double ratio = sum(few) / sum(fewDemand);
    if (!(ratio > 0) || !Double.isFinite(ratio)) {
      return;
    }
    Arrays.setAll(fewDemand, j -> fewDemand[j] * ratio);
    double[] potentials = solve(costs, few, fewDemand).sourcePotentials();
    Arrays.fill(targetPotentials, Double.POSITIVE_INFINITY);
    for (int i = 0; i < few.length; i++) {
      lower(targetPotentials, costs.row(i, demand.length), potentials[i]);
    }
  }

  private static void lower(double[] potentials, double[] row, double sourcePotential) {
    for (int j = 0; j < potentials.length; j++) {
      potentials[j] = Math.min(potentials[j], row[j] - sourcePotential);
    }
  }

  static double sum(double[] masses) {
    double sum = 0;
    for (double mass : masses) {
      sum += mass;
    }
    return sum;
  }
}
