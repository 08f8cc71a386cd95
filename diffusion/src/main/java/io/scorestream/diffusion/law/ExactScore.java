package io.scorestream.diffusion.law;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.rows.Rows;
import java.util.stream.IntStream;

/** The true score of a known law at the timesteps of a grid. Used by one thread at a time. */
public final class ExactScore implements ScoreFunction {
  private final int dimension;
  private final DiffusedLaw[] diffused;

  private ExactScore(Law law, TimeGrid grid) {
    this.dimension = law.dimension();
    this.diffused =
        IntStream.rangeClosed(1, grid.steps())
            .mapToObj(k -> law.diffusedTo(grid.time(k)))
            .toArray(DiffusedLaw[]::new);
  }

  /** The score of {@code law} diffused to {@code τ_1..τ_N}. */
  public static ScoreFunction exact(Law law, TimeGrid grid) {
    return new ExactScore(law, grid);
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
  }
}
