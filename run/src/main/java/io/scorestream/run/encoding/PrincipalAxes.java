package io.scorestream.run.encoding;

import io.scorestream.rows.Rows;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The directions along which samples vary independently of each other to second order, and their
 * variances: eigenvectors and eigenvalues of a covariance.
 *
 * <p>Noise of the forward process is the same along any orthonormal directions, so a score and its
 * error are what they were. Along these, though, a network that answers for each coordinate by
 * itself begins as the exact score of the Gaussian with that covariance, and has only the rest to
 * learn. Immutable.
 *
 * <p>The covariance is that of Ledoit, Wolf, <i>A well-conditioned estimator for large-dimensional
 * covariance matrices</i> (2004): {@code (1 − ρ)·S + ρ·tr(S)/d·I}, with {@code ρ} from the samples,
 * so that fewer samples than coordinates do. Cost O(n·d² + d³).
 */
final class PrincipalAxes {

  /** Keeps a coordinate that never changes from having no variance at all. */
  private static final double LEAST_SHARE = 1e-6;

  private final FMatrixRMaj axes;
  private final double[] variances;

  /**
   * @param axes [d, d], orthonormal, one direction a row
   * @param variances one for each direction, above 0
   * @throws IllegalArgumentException when their sizes do not fit or a variance is not above 0
   */
  PrincipalAxes(float[] axes, double[] variances) {
    int dimension = variances.length;
    if (axes.length != Math.multiplyExact(dimension, dimension)) {
      throw new IllegalArgumentException(
          axes.length + " numbers are not " + dimension + " directions of " + dimension + " each");
    }
    if (Arrays.stream(variances).anyMatch(v -> !(v > 0 && v < Double.POSITIVE_INFINITY))) {
      throw new IllegalArgumentException(
          "variances " + Arrays.toString(variances) + " are not all above 0 and finite");
    }
    this.axes = FMatrixRMaj.wrap(dimension, dimension, axes.clone());
    this.variances = variances.clone();
  }

  /**
   * The axes of these samples, the largest variance first.
   *
   * @param samples {@code [n, d]}, of mean zero; n at least 2
   */
  static PrincipalAxes fittedTo(Rows samples) {
    int dimension = samples.dimension();
    DMatrixRMaj covariance = shrunkCovariance(samples);
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(dimension, true, true);
    if (!eigen.decompose(covariance)) {
      throw new IllegalStateException("the eigenvalues of the samples' covariance were not found");
    }
    double least = LEAST_SHARE * Math.max(CommonOps_DDRM.trace(covariance) / dimension, 1e-30);
    float[] axes = new float[dimension * dimension];
    double[] variances = new double[dimension];
    int[] order = descending(eigen, dimension);
    for (int i = 0; i < dimension; i++) {
      variances[i] = Math.max(least, eigen.getEigenvalue(order[i]).getReal());
      DMatrixRMaj direction = eigen.getEigenVector(order[i]);
      for (int j = 0; j < dimension; j++) {
        axes[i * dimension + j] = (float) direction.get(j);
      }
    }
    return new PrincipalAxes(axes, variances);
  }

  private static int[] descending(EigenDecomposition_F64<DMatrixRMaj> eigen, int dimension) {
    return IntStream.range(0, dimension)
        .boxed()
        .sorted((a, b) -> Double.compare(value(eigen, b), value(eigen, a)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double value(EigenDecomposition_F64<DMatrixRMaj> eigen, int index) {
    return eigen.getEigenvalue(index).getReal();
  }

  private static DMatrixRMaj shrunkCovariance(Rows samples) {
    int n = samples.count();
    int dimension = samples.dimension();
    DMatrixRMaj x = new DMatrixRMaj(n, dimension);
    double fourthPowers = 0;
    for (int row = 0; row < n; row++) {
      double squares = 0;
      for (int j = 0; j < dimension; j++) {
        double value = samples.at(row, j);
        x.set(row, j, value);
        squares += value * value;
      }
      fourthPowers += squares * squares;
    }
    DMatrixRMaj covariance = new DMatrixRMaj(dimension, dimension);
    CommonOps_DDRM.multTransA(1.0 / n, x, x, covariance);
    double mean = CommonOps_DDRM.trace(covariance) / dimension;
    double norm = square(NormOps_DDRM.normF(covariance));
    double spread = norm - dimension * mean * mean;
    double error = (fourthPowers / n - norm) / n;
    double shrinkage = spread > 0 ? Math.min(1, Math.max(0, error / spread)) : 0;
    CommonOps_DDRM.scale(1 - shrinkage, covariance);
    for (int j = 0; j < dimension; j++) {
      covariance.add(j, j, shrinkage * mean);
    }
    return covariance;
  }

  private static double square(double x) {
    return x * x;
  }

  /** Number of coordinates, d. */
  int dimension() {
    return variances.length;
  }

  /** Variance along each direction. */
  double[] variances() {
    return variances.clone();
  }

  /** The directions [d, d], one a row. */
  float[] axes() {
    return axes.data.clone();
  }

  /** Lays samples {@code [n, d]} out along the axes, in place. */
  void align(Rows samples) {
    FMatrixRMaj x = matrix(samples);
    FMatrixRMaj aligned = new FMatrixRMaj(x.numRows, x.numCols);
    CommonOps_FDRM.multTransB(x, axes, aligned);
    System.arraycopy(aligned.data, 0, x.data, 0, x.data.length);
  }

  /** Undoes {@link #align}, in place. */
  void restore(Rows samples) {
    FMatrixRMaj aligned = matrix(samples);
    FMatrixRMaj x = new FMatrixRMaj(aligned.numRows, aligned.numCols);
    CommonOps_FDRM.mult(aligned, axes, x);
    System.arraycopy(x.data, 0, aligned.data, 0, aligned.data.length);
  }

  /** The samples' own array as a matrix. */
  private static FMatrixRMaj matrix(Rows samples) {
    return FMatrixRMaj.wrap(samples.count(), samples.dimension(), samples.numbers());
  }

  /** A mean [d] along the axes. */
  double[] align(double[] mean) {
    double[] aligned = new double[mean.length];
    for (int i = 0; i < mean.length; i++) {
      for (int j = 0; j < mean.length; j++) {
        aligned[i] += axes.get(i, j) * mean[j];
      }
    }
    return aligned;
  }

  /** A covariance [d, d] along the axes, symmetric to the last bit. */
  double[] alignCovariance(double[] covariance) {
    int d = dimension();
    DMatrixRMaj directions = new DMatrixRMaj(d, d);
    for (int i = 0; i < d * d; i++) {
      directions.data[i] = axes.data[i];
    }
    DMatrixRMaj half = new DMatrixRMaj(d, d);
    CommonOps_DDRM.mult(directions, DMatrixRMaj.wrap(d, d, covariance.clone()), half);
    DMatrixRMaj aligned = new DMatrixRMaj(d, d);
    CommonOps_DDRM.multTransB(half, directions, aligned);
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < i; j++) {
        aligned.set(i, j, aligned.get(j, i));
      }
    }
    return aligned.data;
  }
}
