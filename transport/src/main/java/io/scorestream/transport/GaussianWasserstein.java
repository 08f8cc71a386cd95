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
    requireCovariance(x);
    requireCovariance(y);
    Frame frame = new Frame(x, y);
    return w2(moments(x, frame), moments(y, frame));
  }

  private static void requireCovariance(Rows points) {
    if (points.count() < 2) {
      throw new IllegalArgumentException(
          "a sample of %s; give at least two rows, as a covariance needs".formatted(points));
    }
    points.requireFinite();
  }

  /** Mean, from the frame's centre on, and covariance, summed in blocks of √n rows. */
  private static Moments moments(Rows points, Frame frame) {
    int n = points.count();
    int d = points.dimension();
    double[] mean = new double[d];
    for (int row = 0; row < n; row++) {
      for (int k = 0; k < d; k++) {
        mean[k] += frame.deviation(points, row, k);
      }
    }
    for (int k = 0; k < d; k++) {
      mean[k] /= n;
    }
    int block = (int) Math.ceil(Math.sqrt(n));
    double[] sums = new double[d * d];
    for (int from = 0; from < n; from += block) {
      add(outerProducts(points, from, Math.min(n, from + block), frame, mean), sums);
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= n - 1;
    }
    return new Moments(
        mean, sums, Distance.ROUNDOFF * n * frame.inOwnUnits(frame.spread(points)), 2.0 * block);
  }

  private static double[] outerProducts(Rows points, int from, int to, Frame frame, double[] mean) {
    double[] sums = new double[mean.length * mean.length];
    double[] centred = new double[mean.length];
    for (int row = from; row < to; row++) {
      for (int k = 0; k < centred.length; k++) {
        centred[k] = frame.deviation(points, row, k) - mean[k];
      }
      addOuterProduct(centred, sums);
    }
    return sums;
  }

  private static void add(double[] part, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += part[i];
    }
  }

  private static void addOuterProduct(double[] vector, double[] sums) {
    int d = vector.length;
    for (int i = 0; i < d; i++) {
      double factor = vector[i];
      for (int j = 0; j < d; j++) {
        sums[i * d + j] += factor * vector[j];
      }
    }
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
