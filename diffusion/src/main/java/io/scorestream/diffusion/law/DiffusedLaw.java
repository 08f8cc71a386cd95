package io.scorestream.diffusion.law;

import io.scorestream.rows.Rows;

/**
 * The density of {@code q_t} and its score {@code ∇ log q_t}, one point at a time without
 * allocation, or many. Holds working memory: use it from one thread at a time.
 */
public sealed interface DiffusedLaw permits DiffusedGaussian, DiffusedMixture, DiffusedFiniteSet {

  /**
   * Writes {@code ∇ log q_t(x)} to {@code out}.
   *
   * @param x {@code [d]}, left unchanged
   * @param out {@code [d]}, not the same array as {@code x}
   */
  void score(double[] x, double[] out);

  /**
   * Writes the score of each of many points, of no fewer digits than float32 has.
   *
   * @param x {@code [n, d]}
   * @param out {@code [n, d]}
   */
  default void score(Rows x, Rows out) {
    int d = x.dimension();
    double[] point = new double[d];
    double[] gradient = new double[d];
    for (int offset = 0; offset < x.numbers().length; offset += d) {
      for (int i = 0; i < d; i++) {
        point[i] = x.numbers()[offset + i];
      }
      score(point, gradient);
      for (int i = 0; i < d; i++) {
        out.numbers()[offset + i] = (float) gradient[i];
      }
    }
  }

  /** {@code log q_t(x)}, the normalised density in natural units. */
  double logDensity(double[] x);
}
