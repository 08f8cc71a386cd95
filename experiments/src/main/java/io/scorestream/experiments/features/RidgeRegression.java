package io.scorestream.experiments.features;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The exact minimiser of {@code |Φθ − Y|² + λ|θ|²} over rows that keep coming. Holds {@code p²}
 * numbers whatever the number of rows. Used by one thread.
 */
final class RidgeRegression {
  private final DMatrixRMaj gram;
  private final DMatrixRMaj moments;
  private final DMatrixRMaj product;

  /**
   * @param features {@code p}
   * @param outputs {@code d}
   */
  RidgeRegression(int features, int outputs) {
    gram = new DMatrixRMaj(features, features);
    moments = new DMatrixRMaj(features, outputs);
    product = new DMatrixRMaj(features, features);
  }

  /**
   * Takes rows in.
   *
   * @param features {@code [n, p]}
   * @param targets {@code [n, d]}
   */
  void add(DMatrixRMaj features, DMatrixRMaj targets) {
    CommonOps_DDRM.multInner(features, product);
    CommonOps_DDRM.addEquals(gram, product);
    CommonOps_DDRM.multAddTransA(features, targets, moments);
  }

  /** {@code θ}, {@code [p, d]}, for {@code λ > 0}. */
  DMatrixRMaj solve(double ridge) {
    DMatrixRMaj regularised = gram.copy();
    for (int i = 0; i < gram.numRows; i++) {
      regularised.add(i, i, ridge);
    }
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(gram.numRows);
    if (!solver.setA(regularised)) {
      throw new IllegalStateException("a Gram matrix with a ridge is not positive definite");
    }
    DMatrixRMaj theta = new DMatrixRMaj(gram.numRows, moments.numCols);
    solver.solve(moments, theta);
    return theta;
  }
}
