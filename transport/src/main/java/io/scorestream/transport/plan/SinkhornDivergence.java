package io.scorestream.transport.plan;

import io.scorestream.rows.Rows;
import java.util.Arrays;

/**
 * The debiased Sinkhorn divergence {@code S_ε = OT_ε(a, b) − ½ OT_ε(a, a) − ½ OT_ε(b, b)} of cost
 * {@code |x − y|²} between samples of equal weights. It is 0 for equal samples and above 0 for
 * others, tends to {@code W_2²} as ε falls and to the squared distance of the means as it grows.
 * Feydy et al. (2019).
 *
 * <p>Costs {@code 24 (n² + m² + n m)} bytes at most and some tens of {@code n m} exponentials.
 *
 * @param epsilon ε, in squared units of the data, above 0
 * @param tolerance of the marginals' error at which the iteration ends, in (0, 2); the divergence
 *     errs by about its square
 * @param mostIterations after which the iteration ends all the same, at least 1
 */
public record SinkhornDivergence(double epsilon, double tolerance, int mostIterations) {
  private static final double TOLERANCE = 1e-4;
  private static final int MOST_ITERATIONS = 5000;

  /** Rows that a usual squared distance is taken from. */
  private static final int FEW = 256;

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public SinkhornDivergence {
    boolean inRange = epsilon > 0 && Double.isFinite(epsilon) && tolerance > 0 && tolerance < 2;
    if (!inRange || mostIterations < 1) {
      throw new IllegalArgumentException(
          ("a Sinkhorn divergence of ε = %s, tolerance %s and at most %s iterations; give numbers"
                  + " above 0, and a tolerance below 2")
              .formatted(epsilon, tolerance, mostIterations));
    }
  }

  /** The divergence at ε, to about eight digits of the transport cost. */
  public SinkhornDivergence(double epsilon) {
    this(epsilon, TOLERANCE, MOST_ITERATIONS);
  }

  /**
   * The divergence at a share of the median squared distance within a sample: the same for every
   * sample that is compared with this one.
   *
   * @param reference {@code [n, d]}, of which the first 256 rows are looked at
   * @param share of the median; 0.05 is usual
   * @throws IllegalArgumentException if all these rows are equal
   */
  public static SinkhornDivergence relativeTo(Rows reference, double share) {
    double[] squares = squares(reference);
    if (squares.length == 0) {
      throw new IllegalArgumentException("all rows are equal; there is no scale to take ε from");
    }
    return new SinkhornDivergence(share * squares[squares.length / 2]);
  }

  /** Whether {@link #relativeTo} finds two rows of a sample that differ. */
  public static boolean hasScale(Rows reference) {
    return squares(reference).length > 0;
  }

  /** Squared distances above 0 between the first rows, in increasing order. */
  private static double[] squares(Rows reference) {
    double[][] rows = Points.unpacked(reference.first(Math.min(reference.count(), FEW)));
    return Arrays.stream(PointCosts.matrix(rows, rows, GroundCost.SQUARED_DISTANCE))
        .flatMapToDouble(Arrays::stream)
        .filter(square -> square > 0)
        .sorted()
        .toArray();
  }

  /**
   * A divergence and how well its iteration converged.
   *
   * @param value {@code S_ε}, in squared units of the data, at least 0
   * @param iterations of the transport between the samples
   * @param marginalError the greatest of the three transports' {@code Σ_i |a_i − Σ_j π_ij|}
   * @param converged whether that keeps to the tolerance
   */
  public record Estimate(double value, int iterations, double marginalError, boolean converged) {

    /** {@code √S_ε}, which stands beside {@code W_2} in the data's own units. */
    public double distance() {
      return Math.sqrt(value);
    }
  }

  /**
   * The divergence of two samples.
   *
   * @param x {@code [n, d]}, at least one row, finite
   * @param y {@code [m, d]}, at least one row, finite
   * @throws IllegalArgumentException if a sample is empty or not finite, or they are of two
   *     dimensions
   */
  public Estimate between(Rows x, Rows y) {
    y.requireDimension(x.dimension());
    double[][] sources = Points.unpacked(x);
    double[][] targets = Points.unpacked(y);
    EntropicTransport across =
        EntropicTransport.solve(costs(sources, targets), epsilon, tolerance, mostIterations);
    SelfTransport atX =
        SelfTransport.solve(costs(sources, sources), epsilon, tolerance, mostIterations);
    SelfTransport atY =
        SelfTransport.solve(costs(targets, targets), epsilon, tolerance, mostIterations);
    double error =
        Math.max(across.marginalError(), Math.max(atX.marginalError(), atY.marginalError()));
    double value = across.dualValue() - (atX.dualValue() + atY.dualValue()) / 2;
    return new Estimate(Math.max(0, value), across.iterations(), error, error <= tolerance);
  }

  private static double[][] costs(double[][] sources, double[][] targets) {
    return PointCosts.matrix(sources, targets, GroundCost.SQUARED_DISTANCE);
  }
}
