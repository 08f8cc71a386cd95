package io.scorestream.diffusion.sampling;

import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.sampling.ReverseUpdate.Coefficients;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How points go back along a grid: by which update, and through how many of its timesteps. Their
 * numbers are spread evenly, N among them, and the last step ends at {@code τ_0}: for the updates
 * of the probability flow that is better than even steps in the signal-to-noise ratio
 * (docs/adr/0036). Immutable; equal by content.
 *
 * @param grid the whole grid, of N timesteps
 * @param update of each step
 * @param count n, 1 to N: steps, and scores of each point
 */
public record ReversePlan(TimeGrid grid, ReverseUpdate update, int count) {

  /**
   * @throws IllegalArgumentException if the grid has not so many timesteps
   */
  public ReversePlan {
    if (count < 1 || count > grid.steps()) {
      throw new IllegalArgumentException(
          "%s reverse steps over a grid of %s timesteps; give 1 to %s"
              .formatted(count, grid.steps(), grid.steps()));
    }
  }

  /** Through every timestep. */
  public static ReversePlan whole(TimeGrid grid, ReverseUpdate update) {
    return new ReversePlan(grid, update, grid.steps());
  }

  /** As many steps of the same kind over another grid, or all of its own where those are fewer. */
  public ReversePlan over(TimeGrid other) {
    return isWhole()
        ? whole(other, update)
        : new ReversePlan(other, update, Math.min(count, other.steps()));
  }

  /** Whether it goes through every timestep. */
  public boolean isWhole() {
    return count == grid.steps();
  }

  /**
   * A step.
   *
   * @param timestep whose score is asked
   * @param until the timestep that it comes to; 0 for {@code τ_0}
   * @param time {@code τ} of the timestep
   * @param by its factors
   */
  public record Step(int timestep, int until, double time, Coefficients by) {}

  /** Steps in the order in which they are made, n of them. */
  public List<Step> steps() {
    TimeGrid taken = taken();
    return IntStream.iterate(count, k -> k > 0, k -> k - 1)
        .mapToObj(
            k ->
                new Step(
                    timestep(k), timestep(k - 1), taken.time(k), update.coefficients(taken, k)))
        .toList();
  }

  /** The times that are gone through, {@code n + 1} of the grid's. */
  private TimeGrid taken() {
    return new TimeGrid(
        grid.kind(),
        IntStream.rangeClosed(0, count).mapToDouble(k -> grid.time(timestep(k))).toArray());
  }

  /** The timestep before whose step points are with k steps left, for k in 0..n. */
  public int timestep(int k) {
    return (int) ((2L * k * grid.steps() + count) / (2L * count));
  }
}
