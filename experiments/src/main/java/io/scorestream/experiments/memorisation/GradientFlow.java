package io.scorestream.experiments.memorisation;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Gradient descent of vanishing steps, {@code dθ/dτ = −(Uθ + V)} from {@code θ = 0}, on the loss of
 * samples: along the eigenvectors of U it is {@code θ_k(τ) = −V_k (1 − e^{−λ_k τ})/λ_k}, without
 * error at any τ. A step of rate η is {@code 2η/d} of τ.
 *
 * @param eigenvalues λ of the trained loss, {@code [p]}
 * @param cross V of the trained loss along its eigenvectors
 * @param second U of the whole law along them
 * @param lawCross V of the whole law along them
 */
@SuppressWarnings("ArrayRecordComponent")
record GradientFlow(
    double[] eigenvalues, DMatrixRMaj cross, DMatrixRMaj second, DMatrixRMaj lawCross) {

  /**
   * Losses at one moment, per coordinate.
   *
   * @param law of the whole law
   * @param trained of the samples that are trained on
   */
  record Losses(double law, double trained) {

    /** By how much the samples that are trained on are better off. */
    double gap() {
      return law - trained;
    }
  }

  /** The flow on one loss, watched by another of the same features. */
  static GradientFlow of(NoiseLoss trained, NoiseLoss law) {
    int p = trained.second().numRows;
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(p, true, true);
    if (!eigen.decompose(trained.second().copy())) {
      throw new IllegalStateException("the eigenvalues of a symmetric matrix were not found");
    }
    double[] eigenvalues = new double[p];
    DMatrixRMaj vectors = new DMatrixRMaj(p, p);
    for (int k = 0; k < p; k++) {
      eigenvalues[k] = Math.max(0, eigen.getEigenvalue(k).getReal());
      CommonOps_DDRM.insert(eigen.getEigenVector(k), vectors, 0, k);
    }
    DMatrixRMaj turned = new DMatrixRMaj(p, p);
    DMatrixRMaj second = new DMatrixRMaj(p, p);
    CommonOps_DDRM.mult(law.second(), vectors, turned);
    CommonOps_DDRM.multTransA(vectors, turned, second);
    return new GradientFlow(
        eigenvalues, along(vectors, trained.cross()), second, along(vectors, law.cross()));
  }

  private static DMatrixRMaj along(DMatrixRMaj vectors, DMatrixRMaj cross) {
    DMatrixRMaj along = new DMatrixRMaj(cross.numRows, cross.numCols);
    CommonOps_DDRM.multTransA(vectors, cross, along);
    return along;
  }

  /** The losses at τ, at least 0. */
  Losses at(double tau) {
    int d = cross.numCols;
    DMatrixRMaj weights = cross.copy();
    double trained = d;
    for (int k = 0; k < eigenvalues.length; k++) {
      double rate = eigenvalues[k] * tau;
      double reached = rate > 0 ? -Math.expm1(-rate) / eigenvalues[k] : tau;
      for (int i = 0; i < d; i++) {
        double weight = -cross.get(k, i) * reached;
        weights.set(k, i, weight);
        trained += weight * (eigenvalues[k] * weight + 2 * cross.get(k, i));
      }
    }
    DMatrixRMaj product = new DMatrixRMaj(eigenvalues.length, d);
    CommonOps_DDRM.mult(second, weights, product);
    double law = d;
    for (int at = 0; at < product.data.length; at++) {
      law += weights.data[at] * (product.data[at] + 2 * lawCross.data[at]);
    }
    return new Losses(law / d, trained / d);
  }

  /** The losses at several τ. */
  Losses[] at(double... taus) {
    return Arrays.stream(taus).mapToObj(this::at).toArray(Losses[]::new);
  }
}
