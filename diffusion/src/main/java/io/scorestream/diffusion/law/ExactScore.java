package io.scorestream.diffusion.law;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.rows.Rows;
import java.util.Arrays;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/** The true score of a known law at the timesteps of a grid. Used by one thread at a time. */
public final class ExactScore implements ScoreFunction {
  private final int dimension;
  private final int scored;
  private final DiffusedLaw[] diffused;

  private ExactScore(
      int dimension, int scored, TimeGrid grid, DoubleFunction<DiffusedLaw> diffusedTo) {
    this.dimension = dimension;
    this.scored = scored;
    this.diffused =
        IntStream.rangeClosed(1, grid.steps())
            .mapToObj(k -> diffusedTo.apply(grid.time(k)))
            .toArray(DiffusedLaw[]::new);
  }

  /** The score of {@code law} diffused to {@code τ_1..τ_N}. */
  public static ScoreFunction exact(Law law, TimeGrid grid) {
    return new ExactScore(law.dimension(), law.dimension(), grid, law::diffusedTo);
  }

  /**
   * The score {@code ∇ log q_t(x | c)} of the first coordinates given the others, which have no
   * noise: at points {@code (x, c)} it is that of these coordinates, and 0 of those that are given.
   *
   * @param law of all coordinates
   * @param scored how many are not given, in 1..d
   */
  public static ScoreFunction given(GaussianMixture law, TimeGrid grid, int scored) {
    if (scored < 1 || scored > law.dimension()) {
      throw new IllegalArgumentException(
          "a score of %s of %s coordinates; give 1 or more, and at most all"
              .formatted(scored, law.dimension()));
    }
    return new ExactScore(law.dimension(), scored, grid, t -> law.diffusedTo(t, scored));
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public void score(int timestep, Rows x, Rows out) {
    if (timestep < 1 || timestep > diffused.length) {
      throw new IllegalArgumentException(
          "timestep %s is not on the grid; give 1 to %s".formatted(timestep, diffused.length));
    }
    x.requireDimension(dimension);
    out.requireAlike(x);
    diffused[timestep - 1].score(x, out);
    for (int row = 0; scored < dimension && row < out.count(); row++) {
      Arrays.fill(out.numbers(), row * dimension + scored, (row + 1) * dimension, 0);
    }
  }
}
