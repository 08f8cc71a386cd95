package io.scorestream.trainer.progress;

import io.scorestream.events.MilestoneReached;
import io.scorestream.model.TimestepState;
import java.util.List;

/**
 * The newest milestone of a shard.
 *
 * @param reached what was said of it
 * @param states of its timesteps, in their order
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
