package io.scorestream.steering;

import io.scorestream.events.DriftState;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.SampleHalf;
import io.scorestream.run.RunState;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.topics.Topic;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;

/**
 * How far runs have come, by what their trainers have committed. Immutable.
 *
 * @param milestones what was reached, by {@code run/milestone/shard}
 * @param drift the watch over the samples that arrive, by {@code run/shard}
 */
public record RunProgress(Map<String, MilestoneReached> milestones, Map<String, DriftState> drift) {

  /** Keeps its own copies. */
  public RunProgress {
    milestones = Map.copyOf(milestones);
    drift = Map.copyOf(drift);
  }

  /** Reads what there is now. */
  public static RunProgress read(KafkaClients clients) {
    return new RunProgress(
        newest(clients, clients.topics().milestones(), MilestoneReached.class),
        newest(clients, clients.topics().drift(), DriftState.class));
  }

  private static <V extends SpecificRecord> Map<String, V> newest(
      KafkaClients clients, Topic topic, Class<V> type) {
    EventReader<V> reader = new EventReader<>(clients.connection(), topic, type);
    Map<String, V> newest = new HashMap<>();
    TopicScan.all(
        clients,
        topic,
        record -> {
          V event = reader.read(record);
          if (event == null) {
            newest.remove(record.key());
          } else {
            newest.put(record.key(), event);
          }
        });
    return newest;
  }

  /** The newest milestone that all shards of a run have reached, on all samples; 0 for none. */
  public long reached(RunState run) {
    Map<Integer, Long> newest = new HashMap<>();
    milestones.values().stream()
        .filter(it -> isOf(run, it) && it.getHalf() == SampleHalf.BOTH)
        .forEach(it -> newest.merge(it.getShard(), it.getMilestone(), Math::max));
    return newest.size() < run.run().spec().getShards()
        ? 0
        : newest.values().stream().mapToLong(it -> it).min().orElse(0);
  }

  /** The newest milestone that any shard of a run has reached; 0 for none. */
  public long furthest(RunState run) {
    return max(milestones.values(), it -> isOf(run, it) ? it.getMilestone() : 0);
  }

  /** Samples of a run when a change of its stream was last found; 0 where none was. */
  public long changedAt(RunState run) {
    return max(
        drift.values(),
        it ->
            it.getRun().equals(run.run().id())
                    && it.getIncarnation() == run.incarnation()
                    && it.getLastAlarm() != null
                ? it.getLastAlarm()
                : 0);
  }

  /** How many shards have not deleted yet what they made in earlier incarnations of a run. */
  public long shardsToDelete(RunState run) {
    return milestones.values().stream()
        .filter(it -> it.getRun().equals(run.run().id()) && it.getIncarnation() < run.incarnation())
        .map(MilestoneReached::getShard)
        .distinct()
        .count();
  }

  private static boolean isOf(RunState run, MilestoneReached reached) {
    return reached.getRun().equals(run.run().id()) && reached.getIncarnation() == run.incarnation();
  }

  private static <V> long max(Collection<V> all, ToLongFunction<V> value) {
    return all.stream().mapToLong(value).max().orElse(0);
  }
}
