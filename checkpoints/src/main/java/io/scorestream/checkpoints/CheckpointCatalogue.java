package io.scorestream.checkpoints;

import io.scorestream.events.MilestoneReached;
import io.scorestream.events.SampleHalf;
import io.scorestream.run.RunState;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole milestones of runs, by what their trainers have committed. Immutable. */
public final class CheckpointCatalogue {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointCatalogue.class);

  /** By run, and then by m. */
  private final Map<String, NavigableMap<Long, Checkpoint>> runs;

  private CheckpointCatalogue(Map<String, NavigableMap<Long, Checkpoint>> runs) {
    this.runs = runs;
  }

  /**
   * Reads what there is now of these runs, of the incarnation that each is in.
   *
   * @param states one for each run; of deleted ones there is nothing
   */
  public static CheckpointCatalogue read(KafkaClients clients, Collection<RunState> states) {
    Map<String, Gathering> gatherings = new HashMap<>();
    states.stream()
        .filter(state -> !state.deleted())
        .forEach(state -> gatherings.put(state.run().id(), new Gathering(state)));
    EventReader<MilestoneReached> reader =
        new EventReader<>(
            clients.connection(), clients.topics().milestones(), MilestoneReached.class);
    TopicScan.all(
        clients,
        clients.topics().milestones(),
        record -> {
          MilestoneReached reached = reader.read(record);
          if (reached != null && gatherings.containsKey(reached.getRun())) {
            gatherings.get(reached.getRun()).add(reached, EventReader.place(record));
          }
        });
    Map<String, NavigableMap<Long, Checkpoint>> runs = new HashMap<>();
    gatherings.forEach((run, gathering) -> runs.put(run, gathering.whole));
    return new CheckpointCatalogue(runs);
  }

  /** Those of a run, by m. */
  public List<Checkpoint> of(String run) {
    return List.copyOf(milestones(run).values());
  }

  /** One of a run; empty where it is not whole. */
  public Optional<Checkpoint> find(String run, long milestone) {
    return Optional.ofNullable(milestones(run).get(milestone));
  }

  /** The one of most samples; empty where there is none. */
  public Optional<Checkpoint> newest(String run) {
    return Optional.ofNullable(milestones(run).lastEntry()).map(Map.Entry::getValue);
  }

  private NavigableMap<Long, Checkpoint> milestones(String run) {
    return runs.getOrDefault(run, new TreeMap<>());
  }

  /** What was read of one run so far. */
  private static final class Gathering {

    private final RunState state;
    private final MilestoneAssembly assembly;
    private final Map<Long, List<MilestoneReached>> said = new HashMap<>();
    private final NavigableMap<Long, Checkpoint> whole = new TreeMap<>();

    Gathering(RunState state) {
      this.state = state;
      this.assembly = new MilestoneAssembly(state.run());
    }

    void add(MilestoneReached reached, String place) {
      if (reached.getHalf() != SampleHalf.BOTH || reached.getIncarnation() != state.incarnation()) {
        return;
      }
      try {
        said.computeIfAbsent(reached.getMilestone(), m -> new ArrayList<>()).add(reached);
        assembly.add(reached).ifPresent(this::complete);
      } catch (IllegalArgumentException e) {
        LOG.warn("{} is passed over: {}", place, e.getMessage());
      }
    }

    private void complete(WholeMilestone milestone) {
      List<MilestoneReached> shards = said.getOrDefault(milestone.milestone(), List.of());
      whole.put(
          milestone.milestone(),
          new Checkpoint(
              milestone,
              shards.stream().sorted(Comparator.comparing(MilestoneReached::getShard)).toList()));
    }
  }
}
