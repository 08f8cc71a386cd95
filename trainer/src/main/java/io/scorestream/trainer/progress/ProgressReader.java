package io.scorestream.trainer.progress;

import io.scorestream.events.DriftState;
import io.scorestream.events.MilestoneReached;
import io.scorestream.run.Run;
import io.scorestream.run.Shard;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;

/** Reads a shard's newest committed milestone back. For one thread. */
final class ProgressReader {

  private final KafkaClients clients;
  private final Shard shard;
  private final Run run;

  ProgressReader(KafkaClients clients, Shard shard) {
    this.clients = clients;
    this.shard = shard;
    this.run = shard.run();
  }

  /**
   * The newest milestone; empty where none was committed.
   *
   * @throws ScorestreamException with {@link Reason#CONFLICT} when it belongs to another
   *     specification, or lies where its topic's partitions are added to; with {@link
   *     Reason#BAD_DATA} when its networks are damaged or not all there
   */
  Optional<CommittedMilestone> newest() {
    Topic topic = clients.topics().milestones();
    Optional<MilestoneReached> newest =
        byKey(
                topic,
                Keys.shardPartition(run.id(), shard.number(), clients.partitions(topic)),
                MilestoneReached.class,
                this::isOurs)
            .values()
            .stream()
            .max(Comparator.comparing(MilestoneReached::getMilestone));
    newest.ifPresentOrElse(this::requireOurs, this::requireNoneElsewhere);
    return newest.map(
        reached ->
            new CommittedMilestone(
                reached, new NetworkReader(clients, shard).states(reached), newestDrift()));
  }

  private Optional<DriftState> newestDrift() {
    Topic topic = clients.topics().drift();
    return Optional.ofNullable(
        byKey(
                topic,
                Keys.shardPartition(run.id(), shard.number(), clients.partitions(topic)),
                DriftState.class,
                state ->
                    state.getShard() == shard.number()
                        && state.getIncarnation() == shard.incarnation())
            .get(Keys.shard(run.id(), shard.number())));
  }

  /** The newest wanted event of each of the run's keys, without those that were deleted. */
  private <V extends SpecificRecord> Map<String, V> byKey(
      Topic topic, int partition, Class<V> type, Predicate<V> wanted) {
    EventReader<V> events = new EventReader<>(clients.connection(), topic, type);
    Map<String, V> newest = new HashMap<>();
    TopicScan.partition(
        clients,
        topic,
        partition,
        record -> {
          if (record.key() == null || !run.id().equals(Keys.run(record.key()))) {
            return;
          }
          V event = events.read(record);
          if (event == null) {
            newest.remove(record.key());
          } else if (wanted.test(event)) {
            newest.put(record.key(), event);
          }
        });
    return newest;
  }

  private boolean isOurs(MilestoneReached reached) {
    return reached.getShard() == shard.number() && reached.getIncarnation() == shard.incarnation();
  }

  /** Partitions that are added move a shard; trained anew, its metrics would be published twice. */
  private void requireNoneElsewhere() {
    Topic topic = clients.topics().milestones();
    EventReader<MilestoneReached> events =
        new EventReader<>(clients.connection(), topic, MilestoneReached.class);
    TopicScan.all(
        clients,
        topic,
        record -> {
          if (record.key() == null || !run.id().equals(Keys.run(record.key()))) {
            return;
          }
          MilestoneReached reached = events.read(record);
          if (reached != null && isOurs(reached)) {
            throw new ScorestreamException(
                Reason.CONFLICT,
                "milestone %s of %s, shard %s, lies in partition %s of topic %s, where partitions were added since"
                    .formatted(
                        reached.getMilestone(), run, shard.number(), record.partition(), topic),
                "apply the run under another id, and delete this one; to go on with all of them,"
                    + " create topics under another topic.prefix");
          }
        });
  }

  private void requireOurs(MilestoneReached newest) {
    if (!newest.getSpecHash().equals(run.hash())) {
      throw new ScorestreamException(
          Reason.CONFLICT,
          run
              + " was trained up to milestone "
              + newest.getMilestone()
              + " by another specification than the one in topic "
              + clients.topics().runs(),
          "give the changed specification a run id of its own; what was trained is kept");
    }
  }
}
