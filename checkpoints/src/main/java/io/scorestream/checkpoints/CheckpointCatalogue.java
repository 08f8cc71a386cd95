package io.scorestream.checkpoints;

import io.scorestream.events.MilestoneReached;
import io.scorestream.run.RunState;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The whole milestones of runs, by what their trainers have committed. Immutable. */
public final class CheckpointCatalogue {

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
    Map<String, RunCheckpoints> gatherings = new HashMap<>();
    states.stream()
        .filter(state -> !state.deleted())
        .forEach(state -> gatherings.put(state.run().id(), new RunCheckpoints(state)));
    EventReader<MilestoneReached> reader =
        new EventReader<>(
            clients.connection(), clients.topics().milestones(), MilestoneReached.class);
    TopicScan.all(
        clients,
        clients.topics().milestones(),
        record -> {
          MilestoneReached reached = reader.read(record);
          if (reached != null && gatherings.containsKey(reached.getRun())) {
            gatherings.get(reached.getRun()).add(record, reached);
          }
        });
    Map<String, NavigableMap<Long, Checkpoint>> runs = new HashMap<>();
    gatherings.forEach((run, gathering) -> runs.put(run, gathering.whole()));
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
}
