package io.scorestream.diffusion.law;

/**
 * The diffused score of two finite sets and of their union at one time, in one pass: {@code s =
 * (e^{−t} x̂_0 − x)/σ²} is affine in the weighted average {@code x̂_0}, so that the union's is the
 * average of the two, weighted by their sums of kernels. How far the two are apart tells how much
 * of an empirical score is chance. Costs {@code n·d} operations a point for {@code n} in both sets.
 * Used by one thread at a time.
 */
public final class EmpiricalHalves {
  private final int dimension;
  private final DiffusedFiniteSet first;
  private final DiffusedFiniteSet second;

  /**
   * @param first {@code [n1, d]}, at least one point; not copied
   * @param second {@code [n2, d]}, at least one point; not copied
   * @param t above 0
   */
  public EmpiricalHalves(int dimension, float[] first, float[] second, double t) {
    if (Rows.count(first, dimension) == 0 || Rows.count(second, dimension) == 0 || !(t > 0)) {
      throw new IllegalArgumentException(
          "%s and %s numbers at time %s; give a point to each half, and a time above 0"
              .formatted(first.length, second.length, t));
    }
    this.dimension = dimension;
    this.first = new DiffusedFiniteSet(dimension, first, t);
    this.second = new DiffusedFiniteSet(dimension, second, t);
  }

  /**
   * Writes the scores of each row of {@code x}.
   *
   * @param x {@code [n, d]}, left unchanged
   * @param union {@code [n, d]}, of the two sets together
   * @param ofFirst {@code [n, d]}
   * @param ofSecond {@code [n, d]}
   */
  public void score(float[] x, float[] union, float[] ofFirst, float[] ofSecond) {
    double[] point = new double[dimension];
    double[] a = new double[dimension];
    double[] b = new double[dimension];
    for (int offset = 0; offset < x.length; offset += dimension) {
      for (int i = 0; i < dimension; i++) {
        point[i] = x[offset + i];
      }
      double excess = second.weighedScore(point, b) - first.weighedScore(point, a);
      double share = 1 / (1 + Math.exp(excess));
      for (int i = 0; i < dimension; i++) {
        ofFirst[offset + i] = (float) a[i];
        ofSecond[offset + i] = (float) b[i];
        union[offset + i] = (float) (share * a[i] + (1 - share) * b[i]);
      }
    }
  }
}
