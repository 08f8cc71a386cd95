package io.scorestream.transport;

import io.scorestream.rows.Rows;
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
 * keeps its digits where covariances are singular. Costs {@code (n + m) d² + O(d³)}.
 */
public final class GaussianWasserstein {
  private GaussianWasserstein() {}

  /**
   * {@code W_2} of two Gaussians.
   *
   * @param mean1 {@code μ_1}, {@code [d]}
   * @param covariance1 {@code Σ_1}, {@code [d, d]} row-major, symmetric, positive semidefinite
   * @param mean2 {@code μ_2}, {@code [d]}
   * @param covariance2 {@code Σ_2}, on the same terms
   */
  public static double w2(
      double[] mean1, double[] covariance1, double[] mean2, double[] covariance2) {
    int d = mean1.length;
    double square = 0;
    for (int i = 0; i < d; i++) {
      double difference = mean1[i] - mean2[i];
      square += difference * difference + covariance1[i * d + i] + covariance2[i * d + i];
    }
    DMatrixRMaj product = new DMatrixRMaj(d, d);
    CommonOps_DDRM.mult(root(covariance1, d), root(covariance2, d), product);
    return Math.sqrt(Math.max(0, square - 2 * sumOfSingularValues(product)));
  }

  /**
   * {@code W_2} of the Gaussians with the means and covariances of two samples.
   *
   * @param x {@code [n, d]}, at least two rows, finite
   * @param y {@code [m, d]}, at least two rows, finite
   * @throws IllegalArgumentException if a sample has fewer rows, or they are of two dimensions
   */
  public static double w2(Rows x, Rows y) {
    y.requireDimension(x.dimension());
    double[] meanX = mean(x);
    double[] meanY = mean(y);
    return w2(meanX, covariance(x, meanX), meanY, covariance(y, meanY));
  }

  private static double[] mean(Rows points) {
    if (points.count() < 2) {
      throw new IllegalArgumentException(
          "a sample of %s; give at least two rows, as a covariance needs".formatted(points));
    }
    double[] mean = new double[points.dimension()];
    for (int row = 0; row < points.count(); row++) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += points.at(row, k);
      }
    }
    for (int k = 0; k < mean.length; k++) {
      mean[k] /= points.count();
    }
    return mean;
  }

  private static double[] covariance(Rows points, double[] mean) {
    int d = mean.length;
    double[] sums = new double[d * d];
    double[] centred = new double[d];
    for (int row = 0; row < points.count(); row++) {
      for (int k = 0; k < d; k++) {
        centred[k] = points.at(row, k) - mean[k];
      }
      addOuterProduct(centred, sums);
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= points.count() - 1;
    }
    return sums;
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
