package io.scorestream.transport.plan;

import io.scorestream.rows.Rows;
import io.scorestream.transport.Distance;
import io.scorestream.transport.Wasserstein1D;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Exact optimal transport between weighted point sets, and the Wasserstein distances that it gives.
 *
 * <p>Costs lie in memory, {@code 8 n m} bytes (32 MB for n = m = 2000), except where {@code n m >
 * 2^25} or squares of at most 8 coordinates are so quickly worked out anew. Time grows a little
 * faster than n m. One thread; calls may run in parallel.
 */
public final class ExactTransport {
  /** Fixes the order in which points are looked at, so that equal calls give equal plans. */
  private static final long ORDER = 1;

  private ExactTransport() {}

  /**
   * {@code W_1} of two samples, each point of one sample of equal weight, within what its plan may
   * be above the best one.
   *
   * @param x {@code [n, d]}, at least one row, finite
   * @param y {@code [m, d]}, at least one row, finite
   * @throws IllegalArgumentException if a sample is empty or not finite, or they are of two
   *     dimensions
   */
  public static Distance w1(Rows x, Rows y) {
    y.requireDimension(x.dimension());
    if (x.dimension() == 1) {
      return onTheLine(Wasserstein1D.w1(Points.line(x), Points.line(y)), x, y);
    }
    TransportPlan plan = plan(x, y, GroundCost.DISTANCE);
    return new Distance(plan.cost(), Math.min(plan.cost(), plan.above(x.dimension())));
  }

  /** {@code W_2} of two samples, on the terms of {@link #w1}. */
  public static Distance w2(Rows x, Rows y) {
    y.requireDimension(x.dimension());
    if (x.dimension() == 1) {
      return onTheLine(Wasserstein1D.w2(Points.line(x), Points.line(y)), x, y);
    }
    TransportPlan plan = plan(x, y, GroundCost.SQUARED_DISTANCE);
    return Distance.ofSquare(plan.cost(), plan.above(x.dimension()), 0);
  }

  private static Distance onTheLine(double value, Rows x, Rows y) {
    return Distance.ofSum(value, x.count() + y.count());
  }

  /** The best plan between two samples, on the terms of {@link #w1}. */
  public static TransportPlan plan(Rows x, Rows y, GroundCost ground) {
    y.requireDimension(x.dimension());
    double[][] sources = Points.unpacked(x);
    double[][] targets = Points.unpacked(y);
    int divisor = greatestCommonDivisor(sources.length, targets.length);
    double[] supply = new double[sources.length];
    double[] demand = new double[targets.length];
    Arrays.fill(supply, targets.length / (double) divisor);
    Arrays.fill(demand, sources.length / (double) divisor);
    return planBetween(sources, supply, targets, demand, ground);
  }

  /**
   * The best plan between two weighted samples.
   *
   * @param x {@code [n, d]}, finite
   * @param xWeights {@code [n]}, at least 0 and not all 0; only their ratios count. A mass below
   *     1e-14 of the whole is not carried
   * @param y {@code [m, d]}, finite
   * @param yWeights {@code [m]}, on the same terms
   * @throws IllegalArgumentException if the points or weights are not so
   */
  public static TransportPlan plan(
      Rows x, double[] xWeights, Rows y, double[] yWeights, GroundCost ground) {
    y.requireDimension(x.dimension());
    double[][] sources = Points.unpacked(x);
    double[][] targets = Points.unpacked(y);
    return planBetween(
        sources,
        Points.masses(xWeights, sources.length),
        targets,
        Points.masses(yWeights, targets.length),
        ground);
  }

  private static TransportPlan planBetween(
      double[][] sources, double[] supply, double[][] targets, double[] demand, GroundCost ground) {
    int[] sourceOrder = order(sources.length);
    int[] targetOrder = order(targets.length);
    Costs costs =
        PointCosts.between(permuted(sources, sourceOrder), permuted(targets, targetOrder), ground);
    return plan(costs, supply, sourceOrder, demand, targetOrder);
  }

  /**
   * The best plan for any costs.
   *
   * @param costs {@code [n][m]}, finite
   * @param supply {@code [n]}, at least 0 and not all 0; only their ratios count
   * @param demand {@code [m]}, on the same terms
   * @throws IllegalArgumentException if the weights are not so
   */
  public static TransportPlan plan(double[][] costs, double[] supply, double[] demand) {
    int[] sourceOrder = order(costs.length);
    int[] targetOrder = order(costs[0].length);
    double[][] shuffled = permuted(costs, sourceOrder);
    for (int i = 0; i < shuffled.length; i++) {
      shuffled[i] = permuted(shuffled[i], targetOrder);
    }
    return plan(
        new StoredCosts(shuffled),
        Points.masses(supply, costs.length),
        sourceOrder,
        Points.masses(demand, costs[0].length),
        targetOrder);
  }

  private static TransportPlan plan(
      Costs costs, double[] supply, int[] sourceOrder, double[] demand, int[] targetOrder) {
    double[] shuffledSupply = permuted(supply, sourceOrder);
    double[] shuffledDemand = permuted(demand, targetOrder);
    double total = TransportSolver.sum(shuffledSupply);
    double ratio = total / TransportSolver.sum(shuffledDemand);
    if (ratio != 1) {
      Arrays.setAll(shuffledDemand, j -> shuffledDemand[j] * ratio);
    }
    TransportSolver solver = TransportSolver.solve(costs, shuffledSupply, shuffledDemand);
    return new PlanBuilder(costs, shuffledSupply, shuffledDemand, total)
        .build(solver, sourceOrder, targetOrder);
  }

  /** A random order: the solver starts from the first of the points as a sample of all. */
  private static int[] order(int count) {
    RandomGenerator rng = new SplittableRandom(ORDER + count);
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int other = rng.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  private static double[][] permuted(double[][] rows, int[] order) {
    double[][] permuted = new double[order.length][];
    Arrays.setAll(permuted, i -> rows[order[i]]);
    return permuted;
  }

  private static double[] permuted(double[] values, int[] order) {
    double[] permuted = new double[order.length];
    Arrays.setAll(permuted, i -> values[order[i]]);
    return permuted;
  }

  private static int greatestCommonDivisor(int one, int other) {
    return other == 0 ? one : greatestCommonDivisor(other, one % other);
  }
}
