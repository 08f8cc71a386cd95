package io.scorestream.trainer.progress;

import io.scorestream.events.MilestoneReached;
import io.scorestream.run.Shard;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What earlier incarnations of runs have left. A shard's milestones tell of all of it: whatever
 * else a shard has written was committed with a milestone or after one, and is deleted with them.
 */
public final class Leftovers {

  private Leftovers() {}

  /**
   * Ids of the shards, all of one partition, that have any.
   *
   * @param partition of the milestones topic
   */
  public static Set<String> in(KafkaClients clients, int partition, Collection<Shard> shards) {
    Set<String> left = new HashSet<>();
    keys(clients, partition, shards)
        .forEach(
            (shard, milestones) -> {
              if (!milestones.isEmpty()) {
                left.add(shard);
              }
            });
    return left;
  }

  /** Keys of the milestones that earlier incarnations of the shard's run have left. */
  static Set<String> of(KafkaClients clients, Shard shard) {
    int partitions = clients.partitions(clients.topics().milestones());
    int partition = Keys.shardPartition(shard.run().id(), shard.number(), partitions);
    return keys(clients, partition, List.of(shard)).getOrDefault(shard.id(), Set.of());
  }

  /** Keys of milestones by id of the shard. */
  private static Map<String, Set<String>> keys(
      KafkaClients clients, int partition, Collection<Shard> shards) {
    Map<String, Integer> incarnations = new HashMap<>();
    shards.forEach(shard -> incarnations.put(shard.id(), shard.incarnation()));
    Map<String, Set<String>> keys = new HashMap<>();
    shards.forEach(shard -> keys.put(shard.id(), new HashSet<>()));
    Topic topic = clients.topics().milestones();
    EventReader<MilestoneReached> reader =
        new EventReader<>(clients.connection(), topic, MilestoneReached.class);
    TopicScan.partition(
        clients,
        topic,
        partition,
        record -> {
          MilestoneReached reached = reader.read(record);
          if (reached == null) {
            keys.values().forEach(milestones -> milestones.remove(record.key()));
            return;
          }
          String shard = Shard.id(reached.getRun(), reached.getShard());
          Set<String> milestones = keys.get(shard);
          if (milestones != null
              && incarnations.getOrDefault(shard, 0) > reached.getIncarnation()) {
            milestones.add(record.key());
          }
        });
    return keys;
  }
}
