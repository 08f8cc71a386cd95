package io.scorestream.evaluator.robust;

import io.scorestream.events.SampleOffset;
import io.scorestream.events.ScoreWeights;
import io.scorestream.run.NetworkEvents;
import io.scorestream.run.Run;
import io.scorestream.run.network.NetworkWeights;
import java.util.List;
import java.util.Optional;

/**
 * A network as a milestone left it.
 *
 * @param milestone m
 * @param place where the milestone's samples end in the samples topic
 * @param weights that fit the run's networks
 * @param further weights of a copy that was trained further, without running means; empty where
 *     none was
 */
public record MilestoneNetwork(
    long milestone,
    List<SampleOffset> place,
    NetworkWeights weights,
    Optional<NetworkWeights> further) {

  /** One of which no copy was trained further. */
  public MilestoneNetwork(long milestone, List<SampleOffset> place, NetworkWeights weights) {
    this(milestone, place, weights, Optional.empty());
  }

  /**
   * The network in an event.
   *
   * @throws IllegalArgumentException when it does not belong to the run or is damaged
   */
  public static MilestoneNetwork of(Run run, ScoreWeights event) {
    return new MilestoneNetwork(
        event.getMilestone(),
        event.getOffsets(),
        NetworkEvents.weights(run, event),
        NetworkEvents.further(run, event));
  }

  /**
   * The network that answers with some weights of its run themselves, and with no running means.
   */
  MilestoneNetwork answeringWith(NetworkWeights other) {
    return new MilestoneNetwork(
        milestone,
        place,
        weights.averages().length == 0
            ? other
            : new NetworkWeights(other.weights(), other.weights(), other.step()));
  }

  /** How many numbers it holds. */
  public long size() {
    return (long) weights.weights().length
        + weights.averages().length
        + further.map(copy -> copy.weights().length).orElse(0);
  }
}
