package io.scorestream.transport.twosample;

import io.scorestream.rows.Rows;
import io.scorestream.transport.SampleMoments;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * What trees look at: the coordinates of points, and their principal ones, along the eigenvectors
 * of a covariance. Blur and noise hide in many coordinates and show in the least principal ones.
 * Immutable.
 *
 * @param mean {@code [d]}
 * @param axes eigenvectors as columns, {@code [d, d]}; none on the line
 */
@SuppressWarnings("ArrayRecordComponent")
record Features(double[] mean, DMatrixRMaj axes) {

  /**
   * Those of these points' covariance.
   *
   * @param points {@code [n, d]}, n at least 2, finite
   */
  static Features of(Rows points) {
    SampleMoments moments = SampleMoments.of(points);
    int d = points.dimension();
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
    DMatrixRMaj axes = new DMatrixRMaj(d, d);
    if (!eigen.decompose(new DMatrixRMaj(d, d, true, moments.covariance().clone()))) {
      throw new IllegalArgumentException("a covariance has no eigenvalues; are all finite?");
    }
    for (int k = 0; k < d; k++) {
      CommonOps_DDRM.insert(eigen.getEigenVector(k), axes, 0, k);
    }
    return new Features(moments.origin(), axes);
  }

  /**
   * The features of points, one after the other.
   *
   * @param points {@code [n, d]}
   * @return {@code [2 d][n]}
   */
  double[][] columns(Rows points) {
    int n = points.count();
    int d = points.dimension();
    DMatrixRMaj centred = new DMatrixRMaj(d, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        centred.set(j, i, points.at(i, j) - mean[j]);
      }
    }
    DMatrixRMaj principal = new DMatrixRMaj(d, n);
    CommonOps_DDRM.multTransA(axes, centred, principal);
    double[][] columns = new double[2 * d][n];
    for (int j = 0; j < d; j++) {
      System.arraycopy(centred.getData(), j * n, columns[j], 0, n);
      System.arraycopy(principal.getData(), j * n, columns[d + j], 0, n);
    }
    return columns;
  }
}
