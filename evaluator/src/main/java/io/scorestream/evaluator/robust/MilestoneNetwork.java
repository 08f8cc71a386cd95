package io.scorestream.evaluator.robust;

import io.scorestream.events.SampleOffset;
import io.scorestream.events.ScoreWeights;
import io.scorestream.run.NetworkEvents;
import io.scorestream.run.Run;
import io.scorestream.run.network.NetworkWeights;
import java.util.List;

/**
 * A network as a milestone left it.
 *
 * @param milestone m
 * @param place where the milestone's samples end in the samples topic
 * @param weights that fit the run's networks
 */
public record MilestoneNetwork(long milestone, List<SampleOffset> place, NetworkWeights weights) {

  /**
   * The network in an event.
   *
   * @throws IllegalArgumentException when it does not belong to the run or is damaged
   */
  public static MilestoneNetwork of(Run run, ScoreWeights event) {
    return new MilestoneNetwork(
        event.getMilestone(), event.getOffsets(), NetworkEvents.weights(run, event));
  }

  /** How many numbers it holds. */
  public long size() {
    return (long) weights.weights().length + weights.averages().length;
  }
}
