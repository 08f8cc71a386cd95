package io.scorestream.transport.plan;

import io.scorestream.rows.Exponentials;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Entropic transport of equal weights, {@code OT_ε = min_π Σ π_ij c_ij + ε KL(π | a⊗b)}, by
 * Sinkhorn's iteration on its dual {@code mean f + mean g − ε mean_ij (exp((f_i + g_j − c_ij)/ε) −
 * 1)}.
 *
 * <p>The potentials f and g live in the log domain. Between two looks at them the iteration scales
 * the kernel {@code exp((f_i + g_j − c_ij)/ε)}, whose rows have their greatest entry at 1, by
 * factors that are taken into the potentials before they grow large. Costs {@code 2 n m}
 * multiplications an iteration and {@code n m} exponentials a kernel, of which each ε has one. Off
 * by ε times {@link Exponentials#ERROR}, by which costs might as well be. Cuturi, <i>Sinkhorn
 * distances</i> (2013); Schmitzer (2019). Used by one thread.
 */
final class EntropicTransport {
  private static final double LARGEST_FACTOR = 1e100;

  /** No two distributions differ by more. */
  private static final double LARGEST_ERROR = 2;

  private final double[][] costs;
  private final double epsilon;
  private final int n;
  private final int m;
  private final double[] f;
  private final double[] g;
  private final double[][] kernel;
  private final double[] sourceFactors;
  private final double[] targetFactors;
  private int iterations;
  private double marginalError = LARGEST_ERROR;

  /** The marginal error before the last update. */
  private double shortfall;

  /** What the last update gained, in ε, and what one more would, or a bound of both. */
  private double gained;

  private double gain = Double.POSITIVE_INFINITY;

  private EntropicTransport(double[][] costs, double epsilon) {
    this.costs = costs;
    this.epsilon = epsilon;
    this.n = costs.length;
    this.m = costs[0].length;
    this.f = new double[n];
    this.g = new double[m];
    this.kernel = new double[n][m];
    this.sourceFactors = new double[n];
    this.targetFactors = new double[m];
  }

  /**
   * Iterates until the mass that leaves the sources is theirs up to a tolerance.
   *
   * @param costs {@code [n][m]}
   * @param tolerance of {@code Σ_i |a_i − Σ_j π_ij|}
   */
  static EntropicTransport solve(
      double[][] costs, double epsilon, double tolerance, int mostIterations) {
    EntropicTransport transport = new EntropicTransport(costs, epsilon);
    for (double above : Annealing.above(epsilon, costs)) {
      transport.anneal(above);
    }
    while (transport.iterations < mostIterations && transport.marginalError > tolerance) {
      transport.scale(tolerance, mostIterations);
    }
    return transport;
  }

  /** The value of the dual, which is below {@code OT_ε} by no more than rounding at the end. */
  double dualValue() {
    // Targets were updated last, so that all mass adds up to 1 and the last term to 0.
    return mean(f) + mean(g);
  }

  int iterations() {
    return iterations;
  }

  /** {@code Σ_i |a_i − Σ_j π_ij|} at the end; targets have what is theirs. */
  double marginalError() {
    return marginalError;
  }

  /** What iterations that are lacking would add to the dual. */
  double lacking() {
    return lacking(epsilon, gain, gained, iterations);
  }

  /**
   * What iterations that are lacking would add to a dual: the gain of one more, {@code ε KL(a |
   * π1)} and at most as much for the targets, over the part by which gains fell at the last. That
   * is too little where a slower part of the error is still hidden behind a faster one; iterations
   * made so far are a second guess, and the greater counts.
   *
   * @param gain {@code KL(a | π1)} at the end
   * @param gained the same before the last iteration
   */
  static double lacking(double epsilon, double gain, double gained, int iterations) {
    double fall = 1 - gain / gained;
    double further = fall > 0 ? Math.max(iterations, 1 / fall) : iterations;
    return 2 * epsilon * gain * further;
  }

  /** Updates both at a greater ε, without keeping its kernel. */
  private void anneal(double above) {
    double[] working = new double[m];
    Arrays.fill(targetFactors, 1);
    takeIn(above, update(i -> kernelRow(i, above, working)));
  }

  /** Iterates on one kernel, until done or until factors grow large. */
  private void scale(double tolerance, int mostIterations) {
    Arrays.fill(targetFactors, 1);
    boolean small = update(i -> kernelRow(i, epsilon, kernel[i]));
    look(tolerance, mostIterations);
    while (small && iterations < mostIterations && marginalError > tolerance) {
      small = update(i -> kernel[i]);
      look(tolerance, mostIterations);
    }
    takeIn(epsilon, small);
    if (!small) {
      marginalError = LARGEST_ERROR;
    }
  }

  /** Counts an iteration. Errors fall from one to the next, so that few have to be asked for. */
  private void look(double tolerance, int mostIterations) {
    iterations++;
    if (shortfall <= tolerance || iterations == mostIterations) {
      marginalError = sourceError();
    }
  }

  /** Writes a row, its greatest entry at 1; factors are what the potential has left. */
  private double[] kernelRow(int i, double epsilon, double[] row) {
    double least = SoftMinimum.exponentials(costs[i], g, epsilon, row);
    sourceFactors[i] = Math.exp((f[i] - least) / epsilon);
    f[i] = least;
    return row;
  }

  /** Both updates in one pass over the kernel: a row adds to the columns' sums when it is done. */
  private boolean update(IntFunction<double[]> rows) {
    double[] sums = new double[m];
    boolean small = true;
    gained = 0;
    shortfall = 0;
    for (int i = 0; i < n; i++) {
      double[] row = rows.apply(i);
      double before = sourceFactors[i];
      sourceFactors[i] = m / dot(row, targetFactors);
      double share = before / sourceFactors[i];
      shortfall += Math.abs(1 - share) / n;
      gained += gain(share) / n;
      small &= isSmall(sourceFactors[i]);
      addScaled(row, sourceFactors[i], sums);
    }
    if (!small) {
      return false;
    }
    for (int j = 0; j < m; j++) {
      targetFactors[j] = n / sums[j];
      small &= isSmall(targetFactors[j]);
    }
    return small;
  }

  private double sourceError() {
    double error = 0;
    gain = 0;
    for (int i = 0; i < n; i++) {
      double share = sourceFactors[i] * dot(kernel[i], targetFactors) / m;
      error += Math.abs(1 - share) / n;
      gain += gain(share) / n;
    }
    return error;
  }

  /** Its part of {@code KL(a | π1)}, where a source's mass is so many times what it should be. */
  static double gain(double share) {
    return share - 1 - Math.log1p(share - 1);
  }

  private static boolean isSmall(double factor) {
    return factor < LARGEST_FACTOR && factor > 1 / LARGEST_FACTOR;
  }

  private void takeIn(double epsilon, boolean small) {
    takeIn(sourceFactors, epsilon, f);
    takeIn(targetFactors, epsilon, g);
    if (!small) {
      SoftMinimum.overTargets(costs, g, epsilon, f);
      SoftMinimum.overSources(costs, f, epsilon, g);
    }
  }

  /** Factors that are not finite stay out: the next update in the log domain makes up for them. */
  private static void takeIn(double[] factors, double epsilon, double[] potentials) {
    for (int i = 0; i < factors.length; i++) {
      if (factors[i] > 0 && Double.isFinite(factors[i])) {
        potentials[i] += epsilon * Math.log(factors[i]);
      }
    }
  }

  static void addScaled(double[] row, double factor, double[] sums) {
    for (int j = 0; j < row.length; j++) {
      sums[j] += factor * row[j];
    }
  }

  /** Of the first, and as many numbers of the other. */
  static double dot(double[] one, double[] other) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    double sum4 = 0;
    double sum5 = 0;
    double sum6 = 0;
    double sum7 = 0;
    int j = 0;
    for (; j + 8 <= one.length; j += 8) {
      sum0 += one[j] * other[j];
      sum1 += one[j + 1] * other[j + 1];
      sum2 += one[j + 2] * other[j + 2];
      sum3 += one[j + 3] * other[j + 3];
      sum4 += one[j + 4] * other[j + 4];
      sum5 += one[j + 5] * other[j + 5];
      sum6 += one[j + 6] * other[j + 6];
      sum7 += one[j + 7] * other[j + 7];
    }
    for (; j < one.length; j++) {
      sum0 += one[j] * other[j];
    }
    return ((sum0 + sum1) + (sum2 + sum3)) + ((sum4 + sum5) + (sum6 + sum7));
  }

  static double mean(double[] potentials) {
    return TransportSolver.sum(potentials) / potentials.length;
  }
}
