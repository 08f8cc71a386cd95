package io.scorestream.transport;

import io.scorestream.rows.Rows;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * The 2-Wasserstein (Bures) distance of Gaussians, {@code W_2² = |μ_1 − μ_2|² + tr(Σ_1 + Σ_2 −
 * 2(Σ_1^½ Σ_2 Σ_1^½)^½)}. Of the Gaussians with the means and covariances of two laws it is a lower
 * bound of the laws' own distance: it is blind to all but two moments. Gelbrich, <i>On a formula
 * for the L² Wasserstein metric between measures on Euclidean and Hilbert spaces</i> (1990).
 *
 * <p>The trace of the last root is the sum of the singular values of {@code Σ_1^½ Σ_2^½}, which
 * keeps its digits where covariances are singular. Rounding a covariance by E moves the distance by
 * at most {@code √tr|E|}, which is what its root is from that of the other: half of the digits are
 * sure, of the points that lie furthest out. Costs {@code (n + m) d² + O(d³)}.
 */
public final class GaussianWasserstein {
  private GaussianWasserstein() {}

  /** Of eigenvalues and singular values, in roundings for each dimension. */
  private static final int DECOMPOSITIONS = 16;

  /**
   * {@code W_2} of two Gaussians.
   *
   * @param mean1 {@code μ_1}, {@code [d]}
   * @param covariance1 {@code Σ_1}, {@code [d, d]} row-major, symmetric, positive semidefinite
   * @param mean2 {@code μ_2}, {@code [d]}
   * @param covariance2 {@code Σ_2}, on the same terms
   */
  public static Distance w2(
      double[] mean1, double[] covariance1, double[] mean2, double[] covariance2) {
    return w2(new Moments(mean1, covariance1, 0, 0), new Moments(mean2, covariance2, 0, 0));
  }

  private static Distance w2(Moments one, Moments other) {
    int d = one.mean.length;
    int exponent = exponent(one.trace() + other.trace());
    double[] covariance1 = scaled(one.covariance, -2 * exponent);
    double[] covariance2 = scaled(other.covariance, -2 * exponent);
    double traces = 0;
    double moved = 0;
    for (int i = 0; i < d; i++) {
      double difference = Math.scalb(one.mean[i] - other.mean[i], -exponent);
      moved += difference * difference;
      traces += covariance1[i * d + i] + covariance2[i * d + i];
    }
    DMatrixRMaj product = new DMatrixRMaj(d, d);
    CommonOps_DDRM.mult(root(covariance1, d), root(covariance2, d), product);
    double square = moved + Math.max(0, traces - 2 * sumOfSingularValues(product));
    double roundings = one.roundings + other.roundings + DECOMPOSITIONS * (d + 1.0);
    return new Distance(
        Math.scalb(Math.sqrt(square), exponent),
        Math.scalb(Math.sqrt(Distance.ROUNDOFF * roundings * traces), exponent)
            + one.meanError
            + other.meanError);
  }

  /** k such that a trace is about {@code 4^k}. */
  private static int exponent(double trace) {
    return trace > 0 ? Math.floorDiv(Math.getExponent(trace), 2) : 0;
  }

  private static double[] scaled(double[] numbers, int exponent) {
    return Arrays.stream(numbers).map(number -> Math.scalb(number, exponent)).toArray();
  }

  /**
   * What a Gaussian is given by.
   *
   * @param mean {@code [d]}
   * @param covariance {@code [d, d]}
   * @param meanError by how much rounding may have moved the mean
   * @param roundings of each covariance, in units of {@code 2^-53} of the trace
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Moments(double[] mean, double[] covariance, double meanError, double roundings) {

    double trace() {
      double trace = 0;
      for (int i = 0; i < mean.length; i++) {
        trace += covariance[i * mean.length + i];
      }
      return trace;
    }
  }

  /**
   * {@code W_2} of the Gaussians with the means and covariances of two samples.
   *
   * @param x {@code [n, d]}, at least two rows, finite
   * @param y {@code [m, d]}, at least two rows, finite
   * @throws IllegalArgumentException if a sample has fewer rows, or they are of two dimensions
   */
  public static Distance w2(Rows x, Rows y) {
    y.requireDimension(x.dimension());
    SampleMoments one = finite(x);
    SampleMoments other = finite(y);
    double[] apart = new double[x.dimension()];
    double square = 0;
    for (int k = 0; k < apart.length; k++) {
      apart[k] = one.origin()[k] - other.origin()[k] + (one.mean()[k] - other.mean()[k]);
      square += apart[k] * apart[k];
    }
    return w2(
        moments(x.count(), apart, one, square),
        moments(y.count(), new double[apart.length], other, square));
  }

  /**
   * What rounding does to a mean is for it to lie in the middle of both, as it is of where the
   * samples lie that sums lose digits.
   */
  private static Moments moments(int n, double[] mean, SampleMoments sample, double square) {
    return new Moments(
        mean,
        sample.covariance(),
        Distance.ROUNDOFF * n * Math.hypot(sample.spread(n), Math.sqrt(square) / 2),
        2 * Math.ceil(Math.sqrt(n)));
  }

  private static SampleMoments finite(Rows points) {
    if (points.count() < 2) {
      throw new IllegalArgumentException(
          "a sample of %s; give at least two rows, as a covariance needs".formatted(points));
    }
    SampleMoments moments = SampleMoments.of(points);
    if (!Double.isFinite(moments.spread(points.count()))) {
      points.requireFinite();
    }
    return moments;
  }

  /** {@code Q √Λ Qᵀ}, in which eigenvalues that rounding puts below 0 count as 0. */
  private static DMatrixRMaj root(double[] covariance, int d) {
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
    if (!eigen.decompose(new DMatrixRMaj(d, d, true, covariance.clone()))) {
      throw new IllegalArgumentException("a covariance has no eigenvalues; are all finite?");
    }
    DMatrixRMaj scaled = new DMatrixRMaj(d, d);
    for (int k = 0; k < d; k++) {
      double fourthRoot = Math.sqrt(Math.sqrt(Math.max(0, eigen.getEigenvalue(k).getReal())));
      for (int i = 0; i < d; i++) {
        scaled.set(i, k, fourthRoot * eigen.getEigenVector(k).get(i));
      }
    }
    DMatrixRMaj root = new DMatrixRMaj(d, d);
    CommonOps_DDRM.multOuter(scaled, root);
    return root;
  }

  private static double sumOfSingularValues(DMatrixRMaj matrix) {
    int d = matrix.getNumRows();
    SingularValueDecomposition_F64<DMatrixRMaj> values =
        DecompositionFactory_DDRM.svd(d, d, false, false, true);
    if (!values.decompose(matrix)) {
      throw new IllegalArgumentException("a product of covariances has no singular values");
    }
    double sum = 0;
    for (double value : values.getSingularValues()) {
      sum += value;
    }
    return sum;
  }
}
