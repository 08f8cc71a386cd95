package io.scorestream.trainer.progress;

import io.scorestream.events.MilestoneReached;
import io.scorestream.model.TimestepState;
import java.util.List;

/**
 * The newest milestone of a run that is whole.
 *
 * @param reached what was said of it
 * @param states of timesteps 1..N, in that order
 */
public record CommittedMilestone(MilestoneReached reached, List<TimestepState> states) {

  /** Keeps its own copy of the list. */
  public CommittedMilestone {
    states = List.copyOf(states);
  }

  /** Its m. */
  public long milestone() {
    return reached.getMilestone();
  }
}
