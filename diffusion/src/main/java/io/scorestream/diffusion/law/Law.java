package io.scorestream.diffusion.law;

import io.scorestream.rows.Rows;
import java.util.random.RandomGenerator;

/**
 * A probability law {@code q_0} on {@code R^d} whose diffused laws {@code q_t} and their scores are
 * known in closed form. Immutable, equal by content, described in full by its numbers, and safe to
 * share between threads.
 */
public sealed interface Law permits GaussianLaw, GaussianMixture, FiniteSet {

  /** The number of coordinates {@code d}, at least 1. */
  int dimension();

  /**
   * Fills {@code out} with independent draws.
   *
   * @param out {@code [n, d]}
   * @throws IllegalArgumentException if {@code out} is of another dimension
   */
  void sample(RandomGenerator rng, Rows out);

  /** Independent draws, {@code [count, d]}. */
  default Rows draw(int count, RandomGenerator rng) {
    Rows draws = Rows.zeros(count, dimension());
    sample(rng, draws);
    return draws;
  }

  /**
   * The law {@code q_t} of {@code e^{−t} x_0 + σ_t z}, with everything that depends on {@code t}
   * worked out once. Each call returns a new object, to be used by one thread.
   *
   * @param t at least 0; above 0 for a {@link FiniteSet}, which has no density at 0
   * @throws IllegalArgumentException if {@code t} is out of its range
   */
  DiffusedLaw diffusedTo(double t);

  /** {@code m_2 = √E|x|²}. */
  double secondMoment();
}
