package io.scorestream.diffusion.linear;

/**
 * The factor {@code L} of a symmetric positive definite matrix {@code A = L Lᵀ}, row-major, in
 * {@code d³/3} operations. Golub, Van Loan, <i>Matrix Computations</i>, algorithm 4.2.1.
 */
public final class Cholesky {
  private final int dimension;
  private final double[] factor;

  /**
   * @param matrix {@code [d, d]} of which the lower triangle is read
   * @throws IllegalArgumentException if the matrix is not positive definite
   */
  public Cholesky(double[] matrix, int dimension) {
    this.dimension = dimension;
    this.factor = new double[dimension * dimension];
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = matrix[i * dimension + j] - rowProduct(i, j);
        factor[i * dimension + j] = i == j ? pivot(i, rest) : rest / at(j, j);
      }
    }
  }

  private double at(int row, int column) {
    return factor[row * dimension + column];
  }

  private double rowProduct(int i, int j) {
    double sum = 0;
    for (int l = 0; l < j; l++) {
      sum += at(i, l) * at(j, l);
    }
    return sum;
  }

  private static double pivot(int row, double square) {
    if (!(square > 0)) {
      throw new IllegalArgumentException(
          "a covariance is not positive definite: pivot %s is %s; raise its diagonal"
              .formatted(row, square));
    }
    return Math.sqrt(square);
  }

  /** {@code ln det A}. */
  public double logDeterminant() {
    double sum = 0;
    for (int i = 0; i < dimension; i++) {
      sum += Math.log(at(i, i));
    }
    return 2 * sum;
  }

  /** Row {@code row} of {@code L} times {@code z}. */
  public double multiplyRow(int row, double[] z) {
    double sum = 0;
    for (int j = 0; j <= row; j++) {
      sum += at(row, j) * z[j];
    }
    return sum;
  }

  /** {@code L⁻¹ v}, {@code [d]}: independent with variance 1 where {@code v} has covariance A. */
  public double[] whiten(double[] v) {
    double[] x = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      double rest = v[i];
      for (int j = 0; j < i; j++) {
        rest -= at(i, j) * x[j];
      }
      x[i] = rest / at(i, i);
    }
    return x;
  }

  /** {@code A⁻¹}, {@code [d, d]} row-major. */
  public double[] inverse() {
    double[] inverse = new double[dimension * dimension];
    double[] column = new double[dimension];
    for (int c = 0; c < dimension; c++) {
      solveUnit(c, column);
      for (int i = 0; i < dimension; i++) {
        inverse[i * dimension + c] = column[i];
      }
    }
    return inverse;
  }

  /** Solves {@code L Lᵀ x = e_c} by forward and back substitution. */
  private void solveUnit(int c, double[] x) {
    for (int i = 0; i < dimension; i++) {
      double rest = i == c ? 1 : 0;
      for (int j = 0; j < i; j++) {
        rest -= at(i, j) * x[j];
      }
      x[i] = rest / at(i, i);
    }
    for (int i = dimension - 1; i >= 0; i--) {
      double rest = x[i];
      for (int j = i + 1; j < dimension; j++) {
        rest -= at(j, i) * x[j];
      }
      x[i] = rest / at(i, i);
    }
  }
}
