package io.scorestream.diffusion.error;

import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.rows.Rows;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/**
 * Independent paths {@code x_0 → x_{τ_0} → x_{τ_1} → … → x_{τ_N}} of the forward process, by its
 * exact transition {@code x_{τ_k} = e^{−h_k} x_{τ_{k−1}} + σ_{h_k} z_k}. The points at one time are
 * independent draws of {@code q_{τ_k}}; those of one path at several times belong together.
 *
 * <p>Keeps the points of one time, {@code [n, d]}: going on to the next costs {@code n·d} draws,
 * going back starts anew. What it gives for a timestep depends on that timestep alone. Used by one
 * thread at a time.
 */
public final class ForwardPaths {
  private final Law law;
  private final int noised;
  private final TimeGrid grid;
  private final IntFunction<RandomGenerator> noise;
  private final Rows points;

  /** Timestep at which the points are; 0 for {@code τ_0}, and −1 before the start. */
  private int timestep = -1;

  /**
   * @param law of {@code x_0}
   * @param paths n, at least 1
   * @param noise the generator of each transition: 0 for {@code x_0} and the one to {@code τ_0}, k
   *     for the one to {@code τ_k}; always a new one in its first state
   */
  public ForwardPaths(Law law, TimeGrid grid, int paths, IntFunction<RandomGenerator> noise) {
    this(law, law.dimension(), grid, paths, noise);
  }

  /**
   * The same, where only the first coordinates get noise.
   *
   * @param noised how many do, in 1..d
   */
  public ForwardPaths(
      Law law, int noised, TimeGrid grid, int paths, IntFunction<RandomGenerator> noise) {
    this.law = law;
    this.noised = noised;
    this.grid = grid;
    this.noise = noise;
    this.points = Rows.zeros(paths, law.dimension());
  }

  /**
   * The points of all paths at {@code τ_k}.
   *
   * @param k in 0..N
   * @return {@code [n, d]}; the caller's own
   */
  public Rows at(int k) {
    if (k < 0 || k > grid.steps()) {
      throw new IllegalArgumentException(
          "timestep %s is not on the grid; give 0 to %s".formatted(k, grid.steps()));
    }
    if (timestep < 0 || timestep > k) {
      start();
    }
    while (timestep < k) {
      timestep++;
      OrnsteinUhlenbeck.diffuse(grid.step(timestep), points, noised, noise.apply(timestep), points);
    }
    return points.copy();
  }

  private void start() {
    RandomGenerator rng = noise.apply(0);
    law.sample(rng, points);
    OrnsteinUhlenbeck.diffuse(grid.start(), points, noised, rng, points);
    timestep = 0;
  }
}
