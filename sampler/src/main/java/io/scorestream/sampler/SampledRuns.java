package io.scorestream.sampler;

import io.scorestream.events.RunSpec;
import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.run.Run;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs that checkpoints were seen of. A run is on its topic before its first checkpoint, so it
 * is looked up when a checkpoint names it. Owned by one thread.
 */
final class SampledRuns implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SampledRuns.class);

  private final KafkaClients clients;
  private final String instance;
  private final Topic topic;
  private final EventReader<RunSpec> reader;
  private final Map<String, SampledRun> runs = new HashMap<>();
  private final Map<String, Long> withdrawn = new HashMap<>();

  SampledRuns(KafkaClients clients, String instance) {
    this.clients = clients;
    this.instance = instance;
    this.topic = clients.topics().runs();
    this.reader = new EventReader<>(clients.connection(), topic, RunSpec.class);
  }

  /** The run of a checkpoint; empty where it was withdrawn from the runs topic. */
  Optional<SampledRun> of(ScoreCheckpoint checkpoint) {
    String id = checkpoint.getRun();
    if (runs.containsKey(id)) {
      return Optional.of(runs.get(id));
    }
    if (Objects.equals(withdrawn.get(id), checkpoint.getMilestone())) {
      return Optional.empty();
    }
    Optional<SampledRun> found = find(id).map(this::open);
    found.ifPresentOrElse(
        run -> runs.put(id, run),
        () -> {
          LOG.warn("Run {} is not on topic {}; its checkpoints are passed over", id, topic);
          withdrawn.put(id, checkpoint.getMilestone());
        });
    return found;
  }

  /** Lets go of a run whose checkpoints are deleted; one of that id may come anew. */
  void forget(String id) {
    SampledRun deleted = runs.remove(id);
    if (deleted != null) {
      deleted.log().close();
      LOG.info("Run {} is deleted", id);
    }
  }

  /** Lets go of the runs of a partition that is another sampler's now. */
  void leave(int partition) {
    Set.copyOf(runs.keySet()).stream()
        .filter(
            id ->
                Keys.partition(id, clients.partitions(clients.topics().checkpoints())) == partition)
        .forEach(this::leave);
  }

  /** Lets go of a run that is another sampler's now. */
  void leave(String id) {
    runs.remove(id).log().close();
  }

  @Override
  public void close() {
    runs.values().forEach(run -> run.log().close());
  }

  private SampledRun open(Run run) {
    return new SampledRun(
        run, new MilestoneAssembly(run), GenerationLog.open(clients, run, instance));
  }

  private Optional<Run> find(String id) {
    AtomicReference<ConsumerRecord<String, byte[]>> newest = new AtomicReference<>();
    TopicScan.all(
        clients,
        topic,
        record -> {
          if (id.equals(record.key())) {
            newest.set(record);
          }
        });
    return Optional.ofNullable(newest.get()).map(this::run);
  }

  private Run run(ConsumerRecord<String, byte[]> record) {
    RunSpec spec = reader.read(record);
    try {
      return spec == null ? null : new Run(spec);
    } catch (IllegalArgumentException e) {
      throw new ScorestreamException(
          Reason.BAD_DATA,
          EventReader.place(record) + " has a run that cannot be sampled: " + e.getMessage(),
          "apply a specification that can, or set on.bad.record=skip to go on without its"
              + " checkpoints",
          e);
    }
  }
}
