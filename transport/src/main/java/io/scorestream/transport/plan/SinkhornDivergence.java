package io.scorestream.transport.plan;

import io.scorestream.rows.Exponentials;
import io.scorestream.rows.Rows;
import io.scorestream.transport.Distance;
import io.scorestream.transport.Measured;
import java.util.Arrays;

/**
 * The debiased Sinkhorn divergence {@code S_ε = OT_ε(a, b) − ½ OT_ε(a, a) − ½ OT_ε(b, b)} of cost
 * {@code |x − y|²} between samples of equal weights. It is 0 for equal samples and above 0 for
 * others, tends to {@code W_2²} as ε falls and to the squared distance of the means as it grows.
 * Feydy et al. (2019).
 *
 * <p>Costs {@code 4 (n² + m² + 4 n m)} bytes and some exponentials for each pair of points.
 *
 * @param epsilon ε, in squared units of the data, above 0
 * @param tolerance of the marginals' error at which the iteration ends, in (0, 0.03]; what steps to
 *     come would gain is told from how the last ones' gains fell off, which at 0.3 does not hold
 * @param mostIterations after which the iteration ends all the same, at least 1
 */
public record SinkhornDivergence(double epsilon, double tolerance, int mostIterations) {
  private static final double TOLERANCE = 1e-4;
  private static final double LARGEST_TOLERANCE = 0.03;
  private static final int MOST_ITERATIONS = 5000;

  /** Of a cost and both of its potentials. */
  private static final int ROUNDINGS = 4;

  /** Rows that a usual squared distance is taken from. */
  private static final int FEW = 256;

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public SinkhornDivergence {
    boolean inRange =
        epsilon > 0 && Double.isFinite(epsilon) && tolerance > 0 && tolerance <= LARGEST_TOLERANCE;
    if (!inRange || mostIterations < 1) {
      throw new IllegalArgumentException(
          ("a Sinkhorn divergence of ε = %s, tolerance %s and at most %s iterations; give numbers"
                  + " above 0, and a tolerance of %s at most")
              .formatted(epsilon, tolerance, mostIterations, LARGEST_TOLERANCE));
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
   * A divergence whose iteration converged.
   *
   * @param value {@code S_ε}, in squared units of the data, at least 0
   * @param bound by how much it may be off, for iterations that are lacking, by how fast the last
   *     ones gained, and for rounding
   * @param iterations of the transport between the samples
   * @param marginalError the greatest of the three transports' {@code Σ_i |a_i − Σ_j π_ij|}, at
   *     most the tolerance
   */
  public record Estimate(double value, double bound, int iterations, double marginalError) {

    /** {@code √S_ε}, which stands beside {@code W_2} in the data's own units. */
    public Distance distance() {
      return Distance.ofSquare(value, bound, bound);
    }
  }

  /**
   * The divergence of two samples. Left out where the iteration does not converge, and where the
   * rounding of the greatest cost alone makes entries of the plan uncertain by the tolerance, so
   * that whether it converges says nothing: with the usual ε, where a point is some 100,000 times
   * as far out as usual.
   *
   * @param x {@code [n, d]}, at least one row, finite
   * @param y {@code [m, d]}, at least one row, finite
   * @throws IllegalArgumentException if a sample is empty or not finite, or they are of two
   *     dimensions
   */
  public Measured<Estimate> between(Rows x, Rows y) {
    y.requireDimension(x.dimension());
    double[][] sources = Points.unpacked(x);
    double[][] targets = Points.unpacked(y);
    double[][] across = PointCosts.matrix(sources, targets, GroundCost.SQUARED_DISTANCE);
    double[][] atX = PointCosts.triangle(sources, GroundCost.SQUARED_DISTANCE);
    double[][] atY = PointCosts.triangle(targets, GroundCost.SQUARED_DISTANCE);
    double greatest =
        Math.max(
            PointCosts.greatest(across),
            Math.max(PointCosts.greatest(atX), PointCosts.greatest(atY)));
    if (ROUNDINGS * Distance.ROUNDOFF * greatest > tolerance * epsilon) {
      return Measured.leftOut(
          "points are %s apart where ε is %s: the rounding of such costs drowns all others"
              .formatted((float) Math.sqrt(greatest), (float) epsilon));
    }
    return divergence(
        EntropicTransport.solve(across, epsilon, tolerance, mostIterations),
        SelfTransport.solve(atX, epsilon, tolerance, mostIterations),
        SelfTransport.solve(atY, epsilon, tolerance, mostIterations),
        Distance.ROUNDOFF * (x.count() + y.count() + ROUNDINGS) * greatest
            + 2 * Exponentials.ERROR * epsilon);
  }

  private Measured<Estimate> divergence(
      EntropicTransport across, SelfTransport atX, SelfTransport atY, double rounding) {
    double error =
        Math.max(across.marginalError(), Math.max(atX.marginalError(), atY.marginalError()));
    if (!(error <= tolerance)) {
      return Measured.leftOut(
          "after %s iterations the plan's marginals are still off by %s, which is more than %s"
              .formatted(across.iterations(), (float) error, tolerance));
    }
    double value = across.dualValue() - (atX.dualValue() + atY.dualValue()) / 2;
    double lacking = across.lacking() + atX.lacking() + atY.lacking();
    return Measured.of(
        new Estimate(Math.max(0, value), lacking + rounding, across.iterations(), error));
  }
}
