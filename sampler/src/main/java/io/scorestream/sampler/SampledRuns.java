package io.scorestream.sampler;

import io.scorestream.events.MilestoneReached;
import io.scorestream.events.RunSpec;
import io.scorestream.run.Run;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.topics.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs that milestones were seen of. A run is on its topic before its first milestone, so it is
 * looked up when a milestone names it. Owned by one thread.
 */
final class SampledRuns {

  private static final Logger LOG = LoggerFactory.getLogger(SampledRuns.class);

  private final KafkaClients clients;
  private final Topic topic;
  private final EventReader<RunSpec> reader;
  private final Map<String, SampledRun> runs = new HashMap<>();
  private final Map<String, Long> withdrawn = new HashMap<>();

  SampledRuns(KafkaClients clients) {
    this.clients = clients;
    this.topic = clients.topics().runs();
    this.reader = new EventReader<>(clients.connection(), topic, RunSpec.class);
  }

  /** The run of a milestone; empty where it was withdrawn from the runs topic. */
  Optional<SampledRun> of(MilestoneReached reached) {
    String id = reached.getRun();
    if (runs.containsKey(id)) {
      return Optional.of(runs.get(id));
    }
    if (Objects.equals(withdrawn.get(id), reached.getMilestone())) {
      return Optional.empty();
    }
    Optional<SampledRun> found = find(id).map(SampledRun::of);
    found.ifPresentOrElse(
        run -> runs.put(id, run),
        () -> {
          LOG.warn("Run {} is not on topic {}; its milestones are passed over", id, topic);
          withdrawn.put(id, reached.getMilestone());
        });
    return found;
  }

  /** Lets go of a run whose milestones are deleted; one of that id may come anew. */
  void forget(String id) {
    if (runs.remove(id) != null) {
      LOG.info("Run {} is deleted", id);
    }
  }

  /** Forgets what shards have said: they will say it again. */
  void restart() {
    runs.replaceAll((id, before) -> SampledRun.of(before.run()));
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
              + " milestones",
          e);
    }
  }
}
