package io.scorestream.checkpoints;

import io.scorestream.events.MilestoneReached;
import io.scorestream.events.NetworkRecords;
import io.scorestream.events.RecordOffset;
import io.scorestream.run.Run;
import io.scorestream.run.Shard;
import io.scorestream.topics.Keys;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Puts together what a run's shards say until a milestone has all of its networks. Shards go on
 * independently, so that several milestones may be open at once; but each commits its milestones in
 * order, so that once one is whole, what is missing of those before it will not come any more.
 * Owned by one thread.
 */
public final class MilestoneAssembly {

  private final Run run;
  private final Set<Integer> networks;

  /** By milestone, and then by network. */
  private final SortedMap<Long, SortedMap<Integer, RecordOffset>> open = new TreeMap<>();

  private int incarnation;

  /** Nothing heard yet. */
  public MilestoneAssembly(Run run) {
    this.run = run;
    this.networks =
        run.shards().stream()
            .filter(Shard::isWhole)
            .flatMap(shard -> shard.networks().stream())
            .collect(Collectors.toSet());
  }

  /**
   * Takes what a shard whose networks are trained on all samples says next.
   *
   * @return the milestone, when it was the last shard that was missing
   * @throws IllegalArgumentException when it does not belong to the run as specified
   */
  public Optional<WholeMilestone> add(MilestoneReached reached) {
    requireFits(reached);
    if (reached.getIncarnation() < incarnation) {
      return Optional.empty();
    }
    if (reached.getIncarnation() > incarnation) {
      open.clear();
      incarnation = reached.getIncarnation();
    }
    long milestone = reached.getMilestone();
    SortedMap<Integer, RecordOffset> found = open.computeIfAbsent(milestone, m -> new TreeMap<>());
    reached.getNetworks().forEach(at -> found.put(at.getNetwork(), at.getWeights()));
    if (found.size() < networks.size()) {
      return Optional.empty();
    }
    open.headMap(milestone + 1).clear();
    Map<String, RecordOffset> weights = new LinkedHashMap<>();
    found.forEach((network, at) -> weights.put(Keys.network(run.id(), network), at));
    return Optional.of(new WholeMilestone(milestone, incarnation, weights, reached.getOffsets()));
  }

  private void requireFits(MilestoneReached reached) {
    if (!reached.getSpecHash().equals(run.hash())) {
      throw new IllegalArgumentException(
          "it was made for another specification of " + run + " than the one on the runs topic");
    }
    for (NetworkRecords at : reached.getNetworks()) {
      if (!networks.contains(at.getNetwork())) {
        throw new IllegalArgumentException(
            "it is of network %s, which %s does not have".formatted(at.getNetwork(), run));
      }
    }
  }
}
