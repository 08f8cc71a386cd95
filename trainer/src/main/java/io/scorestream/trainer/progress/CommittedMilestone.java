package io.scorestream.trainer.progress;

import io.scorestream.events.DriftState;
import io.scorestream.events.MilestoneReached;
import io.scorestream.run.network.TimestepState;
import java.util.List;
import java.util.Optional;

/**
 * The newest milestone of a shard.
 *
 * @param reached what was said of it
 * @param states of its timesteps, in their order
 * @param drift the newest state of the watch over what has arrived since
 */
public record CommittedMilestone(
    MilestoneReached reached, List<TimestepState> states, Optional<DriftState> drift) {

  /** Keeps its own copy of the list. */
  public CommittedMilestone {
    states = List.copyOf(states);
  }

  /** Its m. */
  public long milestone() {
    return reached.getMilestone();
  }
}
