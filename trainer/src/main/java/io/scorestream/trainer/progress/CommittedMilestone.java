package io.scorestream.trainer.progress;

import io.scorestream.events.DriftState;
import io.scorestream.events.MilestoneReached;
import io.scorestream.run.network.NetworkState;
import java.util.List;
import java.util.Optional;

/**
 * The newest milestone of a shard.
 *
 * @param reached what was said of it
 * @param states of its networks, in their order
 * @param drift the newest state of the watch over what has arrived since
 */
public record CommittedMilestone(
    MilestoneReached reached, List<NetworkState> states, Optional<DriftState> drift) {

  /** Keeps its own copy of the list. */
  public CommittedMilestone {
    states = List.copyOf(states);
  }

  /** Its m. */
  public long milestone() {
    return reached.getMilestone();
  }
}
