package io.scorestream.checkpoints;

import io.scorestream.events.MilestoneReached;
import io.scorestream.events.SampleHalf;
import io.scorestream.run.RunState;
import io.scorestream.service.kafka.EventReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers the whole milestones of one incarnation of a run. Owned by one thread. */
final class RunCheckpoints {

  private static final Logger LOG = LoggerFactory.getLogger(RunCheckpoints.class);

  private final RunState state;
  private final MilestoneAssembly assembly;
  private final Map<Long, List<MilestoneReached>> said = new HashMap<>();
  private final NavigableMap<Long, Checkpoint> whole = new TreeMap<>();

  RunCheckpoints(RunState state) {
    this.state = state;
    this.assembly = new MilestoneAssembly(state.run());
  }

  /** Takes what a shard says next; what is not of this incarnation is passed over. */
  void add(ConsumerRecord<?, ?> record, MilestoneReached reached) {
    if (reached.getHalf() != SampleHalf.BOTH || reached.getIncarnation() != state.incarnation()) {
      return;
    }
    try {
      said.computeIfAbsent(reached.getMilestone(), m -> new ArrayList<>()).add(reached);
      assembly.add(reached).ifPresent(this::complete);
    } catch (IllegalArgumentException e) {
      LOG.warn("{} is passed over: {}", EventReader.place(record), e.getMessage());
    }
  }

  private void complete(WholeMilestone milestone) {
    List<MilestoneReached> shards = said.getOrDefault(milestone.milestone(), List.of());
    said.keySet().removeIf(m -> m <= milestone.milestone());
    whole.put(
        milestone.milestone(),
        new Checkpoint(
            milestone,
            shards.stream().sorted(Comparator.comparing(MilestoneReached::getShard)).toList()));
  }

  /** The whole ones so far, by m. */
  NavigableMap<Long, Checkpoint> whole() {
    return whole;
  }
}
