package io.scorestream.transport.plan;

/** Turns what a solver found into a plan of the points in their own order, with its certificate. */
final class PlanBuilder {
  private final Costs costs;
  private final double[] supply;
  private final double[] demand;
  private final double total;

  /**
   * @param total the sum of the supply and of the demand
   */
  PlanBuilder(Costs costs, double[] supply, double[] demand, double total) {
    this.costs = costs;
    this.supply = supply;
    this.demand = demand;
    this.total = total;
  }

  /**
   * @param sourceOrder the point that each source is
   * @param targetOrder the point that each target is
   */
  TransportPlan build(TransportSolver solver, int[] sourceOrder, int[] targetOrder) {
    Parcels parcels = solver.parcels();
    int count = count(parcels);
    int[] sources = new int[count];
    int[] targets = new int[count];
    double[] masses = new double[count];
    double cost = 0;
    int next = 0;
    for (int j = 0; j < demand.length; j++) {
      for (int parcel = 0; parcel < parcels.count(j); parcel++) {
        int i = parcels.source(j, parcel);
        double mass = parcels.mass(j, parcel);
        cost += mass * costs.at(i, j);
        sources[next] = sourceOrder[i];
        targets[next] = targetOrder[j];
        masses[next++] = mass / total;
      }
    }
    double[] v = solver.targetPotentials();
    double[] u = feasible(v);
    return new TransportPlan(
        cost / total,
        (dot(supply, u) + dot(demand, v)) / total,
        sources,
        targets,
        masses,
        restored(u, sourceOrder),
        restored(v, targetOrder));
  }

  private int count(Parcels parcels) {
    int count = 0;
    for (int j = 0; j < demand.length; j++) {
      count += parcels.count(j);
    }
    return count;
  }

  /** {@code u_i = min_j (c_ij − v_j)} over every arc, without trust in any shortlist. */
  private double[] feasible(double[] v) {
    double[] u = new double[supply.length];
    for (int i = 0; i < u.length; i++) {
      u[i] = least(costs.row(i, v.length), v);
    }
    return u;
  }

  private static double least(double[] row, double[] v) {
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < v.length; j++) {
      least = Math.min(least, row[j] - v[j]);
    }
    return least;
  }

  private static double dot(double[] masses, double[] potentials) {
    double sum = 0;
    for (int i = 0; i < masses.length; i++) {
      sum += masses[i] * potentials[i];
    }
    return sum;
  }

  private static double[] restored(double[] values, int[] order) {
    double[] restored = new double[order.length];
    for (int i = 0; i < order.length; i++) {
      restored[order[i]] = values[i];
    }
    return restored;
  }
}
