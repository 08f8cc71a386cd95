package io.scorestream.diffusion.law;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.rows.Rows;
import java.util.stream.IntStream;

/** The true score of a known law at the timesteps of a grid. Used by one thread at a time. */
public final class ExactScore implements ScoreFunction {
  private final int dimension;
  private final DiffusedLaw[] diffused;
  private final double[] point;
  private final double[] gradient;

  private ExactScore(Law law, TimeGrid grid) {
    this.dimension = law.dimension();
    this.diffused =
        IntStream.rangeClosed(1, grid.steps())
            .mapToObj(k -> law.diffusedTo(grid.time(k)))
            .toArray(DiffusedLaw[]::new);
    this.point = new double[dimension];
    this.gradient = new double[dimension];
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
    DiffusedLaw law = diffused[timestep - 1];
    for (int row = 0; row < x.count(); row++) {
      scoreRow(law, x.numbers(), out.numbers(), row * dimension);
    }
  }

  private void scoreRow(DiffusedLaw law, float[] x, float[] out, int offset) {
    for (int i = 0; i < dimension; i++) {
      point[i] = x[offset + i];
    }
    law.score(point, gradient);
    for (int i = 0; i < dimension; i++) {
      out[offset + i] = (float) gradient[i];
    }
  }
}
