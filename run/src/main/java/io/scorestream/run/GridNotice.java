package io.scorestream.run;

import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.sampling.DiscretisationError;
import io.scorestream.events.TimeGridSpec;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells of a grid that is too coarse for its ends before anything is trained on it. By a Gaussian
 * of the data's variances, for which the error is known: data with finer structure need more. Pure.
 */
public final class GridNotice {

  /** Of the data's spread. */
  private static final double WORTH_SAYING = 0.1;

  private static final int[] FINER = {25, 50, 100, 200, 400, 1_000};

  private GridNotice() {}

  /** What a person should know of a run's grid; empty where it is fine enough. */
  public static Optional<String> of(Run run) {
    double[] variances = run.variances();
    double error = relative(run, run.grid(), variances);
    if (error <= WORTH_SAYING) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s timesteps are few: even with exact scores samples would be off by %s of the data's"
                + " spread, and no training mends that; %s",
            run.grid().steps(),
            share(error),
            remedy(run, variances)));
  }

  private static String remedy(Run run, double[] variances) {
    TimeGridSpec spec = run.spec().getTimeGrid();
    for (int steps : FINER) {
      TimeGrid grid = Run.grid(TimeGridSpec.newBuilder(spec).setSteps(steps).build());
      double error = relative(run, grid, variances);
      if (error <= WORTH_SAYING) {
        return "%s leave %s".formatted(steps, share(error));
      }
    }
    return "a later t_min or an earlier end needs fewer";
  }

  private static double relative(Run run, TimeGrid grid, double[] variances) {
    double spread = Math.sqrt(Arrays.stream(variances).average().orElseThrow());
    return DiscretisationError.ofGaussian(run.plan().over(grid), variances) / spread;
  }

  private static String share(double error) {
    return error < 1
        ? String.format(Locale.ROOT, "%.0f %%", 100 * error)
        : String.format(Locale.ROOT, "%.0f times", error);
  }
}
