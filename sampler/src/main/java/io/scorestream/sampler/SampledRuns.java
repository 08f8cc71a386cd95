package io.scorestream.sampler;

import io.scorestream.events.MilestoneReached;
import io.scorestream.events.RunCommand;
import io.scorestream.events.RunSpec;
import io.scorestream.run.RunRegister;
import io.scorestream.run.RunState;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.topics.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs that milestones were seen of. A run is on its topic before its first milestone, so it is
 * looked up, with what was commanded of it, when a milestone names it; and again when one of a
 * later incarnation does. Owned by one thread.
 */
final class SampledRuns {

  private static final Logger LOG = LoggerFactory.getLogger(SampledRuns.class);

  private final KafkaClients clients;
  private final Map<String, SampledRun> runs = new HashMap<>();
  private final Map<String, Milestone> passedOver = new HashMap<>();

  /** A milestone whose run is not to be sampled. */
  private record Milestone(int incarnation, long milestone) {

    static Milestone of(MilestoneReached reached) {
      return new Milestone(reached.getIncarnation(), reached.getMilestone());
    }
  }

  SampledRuns(KafkaClients clients) {
    this.clients = clients;
  }

  /** The run of a milestone; empty where the milestone is of a run that is no more. */
  Optional<SampledRun> of(MilestoneReached reached) {
    String id = reached.getRun();
    if (runs.containsKey(id) && runs.get(id).incarnation() < reached.getIncarnation()) {
      runs.remove(id);
    }
    if (!runs.containsKey(id) && !Milestone.of(reached).equals(passedOver.get(id))) {
      lookUp(id, reached);
    }
    return Optional.ofNullable(runs.get(id))
        .filter(run -> run.incarnation() == reached.getIncarnation());
  }

  private void lookUp(String id, MilestoneReached reached) {
    find(id)
        .filter(state -> !state.deleted() && state.incarnation() == reached.getIncarnation())
        .ifPresentOrElse(
            state -> runs.put(id, SampledRun.of(state)),
            () -> {
              LOG.warn("run {} is not there, or is deleted; its milestones are passed over", id);
              passedOver.put(id, Milestone.of(reached));
            });
  }

  /** Forgets a run if it is deleted, or that incarnation of it is. */
  void forgetDeleted(String id) {
    SampledRun known = runs.get(id);
    if (known != null
        && find(id)
            .filter(now -> !now.deleted() && now.incarnation() == known.incarnation())
            .isEmpty()) {
      runs.remove(id);
    }
  }

  /** Forgets what shards have said: they will say it again. */
  void restart() {
    runs.replaceAll((id, before) -> SampledRun.of(before.state()));
  }

  private Optional<RunState> find(String id) {
    RunRegister register = new RunRegister();
    scan(
        clients.topics().runs(),
        RunSpec.class,
        id,
        (record, spec) -> publish(register, record, spec));
    scan(clients.topics().commands(), RunCommand.class, id, (record, it) -> register.command(it));
    return register.find(id);
  }

  private <V extends SpecificRecord> void scan(
      Topic topic, Class<V> type, String id, BiConsumer<ConsumerRecord<String, byte[]>, V> each) {
    EventReader<V> reader = new EventReader<>(clients.connection(), topic, type);
    TopicScan.all(
        clients,
        topic,
        record -> {
          if (id.equals(record.key()) && record.value() != null) {
            each.accept(record, reader.read(record));
          }
        });
  }

  private static void publish(
      RunRegister register, ConsumerRecord<String, byte[]> record, RunSpec spec) {
    try {
      register.publish(spec);
    } catch (IllegalArgumentException e) {
      throw new ScorestreamException(
          Reason.BAD_DATA,
          EventReader.place(record) + " has a run that cannot be sampled: " + e.getMessage(),
          "delete the run and apply one that can under another id, or set on.bad.record=skip to go"
              + " on without its milestones",
          e);
    }
  }
}
