package io.scorestream.diffusion.law;

/**
 * The density of {@code q_t} and its score {@code ∇ log q_t}, one point at a time and without
 * allocation. Holds working memory: use it from one thread at a time.
 */
public sealed interface DiffusedLaw permits DiffusedGaussian, DiffusedMixture, DiffusedFiniteSet {

  /**
   * Writes {@code ∇ log q_t(x)} to {@code out}.
   *
   * @param x {@code [d]}, left unchanged
   * @param out {@code [d]}, not the same array as {@code x}
   */
  void score(double[] x, double[] out);

  /** {@code log q_t(x)}, the normalised density in natural units. */
  double logDensity(double[] x);
}
