package io.scorestream.ledger;

import io.scorestream.events.MilestoneReached;
import io.scorestream.run.RunState;
import io.scorestream.run.Shard;
import io.scorestream.run.TrainingPlan;
import java.util.List;

/**
 * A milestone of a shard.
 *
 * @param state the run as it is now
 * @param plans by which the run was to be trained, the newest first: under one of them the
 *     milestone was
 * @param reached what the shard said
 */
public record ReachedMilestone(RunState state, List<TrainingPlan> plans, MilestoneReached reached) {

  /** Keeps its own copy. */
  public ReachedMilestone {
    plans = List.copyOf(plans);
  }

  /** The shard, as the specification cuts it. */
  public Shard shard() {
    return state.shards().get(reached.getShard());
  }
}
