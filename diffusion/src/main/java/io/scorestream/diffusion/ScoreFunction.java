package io.scorestream.diffusion;

import io.scorestream.rows.Rows;

/**
 * A score {@code s_t(x) = ∇ log q_t(x)}, true or estimated, at the timesteps of a time grid.
 *
 * <p>Timesteps are numbered {@code k = 1..N}; timestep {@code k} stands for the grid's time {@code
 * τ_k}. An implementation says itself whether it may be called from several threads.
 */
public interface ScoreFunction {

  /** The number of coordinates {@code d} of a point, at least 1. */
  int dimension();

  /**
   * Writes the score of each row of {@code x} into the same row of {@code out}.
   *
   * @param timestep in {@code 1..N}
   * @param x {@code [n, d]}
   * @param out {@code [n, d]}, to be written to; not {@code x} itself
   * @throws IllegalArgumentException if rows or the timestep do not fit
   */
  void score(int timestep, Rows x, Rows out);
}
