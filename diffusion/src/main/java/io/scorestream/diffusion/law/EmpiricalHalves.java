package io.scorestream.diffusion.law;

import io.scorestream.rows.Rows;

/**
 * The diffused score of two finite sets and of their union at one time, in one pass: {@code s =
 * (e^{−t} x̂_0 − x)/σ²} is affine in the weighted average {@code x̂_0}, so that the union's is the
 * average of the two, weighted by their sums of kernels. How far the two are apart tells how much
 * of an empirical score is chance. Costs {@code n·d} operations a point for {@code n} in both sets.
 * Used by one thread at a time.
 */
public final class EmpiricalHalves {
  private final DiffusedFiniteSet first;
  private final DiffusedFiniteSet second;

  /**
   * @param first {@code [n1, d]}, at least one point; not copied
   * @param second {@code [n2, d]}, at least one point; not copied
   * @param t above 0
   */
  public EmpiricalHalves(Rows first, Rows second, double t) {
    second.requireDimension(first.dimension());
    if (first.count() == 0 || second.count() == 0 || !(t > 0)) {
      throw new IllegalArgumentException(
          "%s and %s at time %s; give a point to each half, and a time above 0"
              .formatted(first, second, t));
    }
    this.first = new DiffusedFiniteSet(first, t);
    this.second = new DiffusedFiniteSet(second, t);
  }

  /**
   * The scores of each row of {@code x}.
   *
   * @param x {@code [n, d]}
   */
  public Scores scores(Rows x) {
    Scores scores = new Scores(x.zerosAlike(), x.zerosAlike(), x.zerosAlike());
    int dimension = x.dimension();
    double[] point = new double[dimension];
    double[] a = new double[dimension];
    double[] b = new double[dimension];
    for (int row = 0; row < x.count(); row++) {
      for (int i = 0; i < dimension; i++) {
        point[i] = x.at(row, i);
      }
      double excess = second.weighedScore(point, b) - first.weighedScore(point, a);
      double share = 1 / (1 + Math.exp(excess));
      for (int i = 0; i < dimension; i++) {
        int at = row * dimension + i;
        scores.first.numbers()[at] = (float) a[i];
        scores.second.numbers()[at] = (float) b[i];
        scores.union.numbers()[at] = (float) (share * a[i] + (1 - share) * b[i]);
      }
    }
    return scores;
  }

  /**
   * Scores at the same points, {@code [n, d]} each.
   *
   * @param union of the two sets together
   * @param first of the first set
   * @param second of the second set
   */
  public record Scores(Rows union, Rows first, Rows second) {}
}
