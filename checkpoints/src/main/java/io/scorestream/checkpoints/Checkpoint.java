package io.scorestream.checkpoints;

import io.scorestream.events.MilestoneReached;
import java.util.List;

/**
 * A milestone that all shards of a run have reached, and what each of them said of it.
 *
 * @param whole where its networks lie
 * @param shards what those trained on all samples said, by their numbers
 */
public record Checkpoint(WholeMilestone whole, List<MilestoneReached> shards) {

  /** Keeps its own copy. */
  public Checkpoint {
    shards = List.copyOf(shards);
  }

  /** m. */
  public long milestone() {
    return whole.milestone();
  }

  /** Gradient steps of the milestone, of the shard that took most. */
  public long steps() {
    return shards.stream().mapToLong(MilestoneReached::getSteps).max().orElse(0);
  }

  /** Seconds of training, of all shards together. */
  public double seconds() {
    return shards.stream().mapToDouble(MilestoneReached::getSeconds).sum();
  }
}
