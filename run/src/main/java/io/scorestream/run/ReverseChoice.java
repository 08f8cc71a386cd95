package io.scorestream.run;

import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.sampling.ReversePlan;
import io.scorestream.diffusion.sampling.ReverseUpdate;
import io.scorestream.events.EvaluationSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of how samples are to be made.
 *
 * @param update of each reverse step
 * @param steps how many
 */
public record ReverseChoice(Optional<ReverseUpdate> update, Optional<Integer> steps) {

  /** As the run's generations are made. */
  public static final ReverseChoice USUAL = new ReverseChoice(Optional.empty(), Optional.empty());

  /** Of events, where what is not said is {@code null}. */
  public static ReverseChoice of(
      io.scorestream.events.@Nullable ReverseUpdate update, @Nullable Integer steps) {
    return new ReverseChoice(
        Optional.ofNullable(update).map(said -> ReverseUpdate.valueOf(said.name())),
        Optional.ofNullable(steps));
  }

  static ReverseChoice of(EvaluationSpec evaluation) {
    return of(evaluation.getUpdate(), evaluation.getReverseSteps());
  }

  /**
   * The steps over a run's grid. Where only their number is said, they are {@link
   * ReverseUpdate#FLOW_MULTISTEP}s, which need the fewest; where only the update is, there are N.
   *
   * @throws IllegalArgumentException if the grid has not so many
   */
  public ReversePlan over(Run run) {
    return equals(USUAL) ? run.plan() : over(run.grid());
  }

  ReversePlan over(TimeGrid grid) {
    return new ReversePlan(
        grid, update.orElse(ReverseUpdate.FLOW_MULTISTEP), steps.orElse(grid.steps()));
  }
}
