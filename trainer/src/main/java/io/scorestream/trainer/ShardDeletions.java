package io.scorestream.trainer;

import io.scorestream.run.RunState;
import io.scorestream.run.Shard;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.topics.Keys;
import io.scorestream.trainer.progress.Leftovers;
import io.scorestream.trainer.progress.MilestoneLog;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what is left of runs that are deleted, of each shard by its owner and at once or not at
 * all. What a trainer that is slow to hear of it still commits after that is of an earlier
 * incarnation, which everybody ignores, and goes when the shard has its next owner. Owned by the
 * training thread.
 */
final class ShardDeletions {

  private static final Logger LOG = LoggerFactory.getLogger(ShardDeletions.class);

  private final KafkaClients clients;
  private final String instance;

  /** Names of shards and incarnations of which nothing is left. */
  private final Set<String> done = new HashSet<>();

  ShardDeletions(KafkaClients clients, String instance) {
    this.clients = clients;
    this.instance = instance;
  }

  /**
   * Deletes what is to be deleted now.
   *
   * @param owned whether a shard is this trainer's
   */
  void follow(Collection<RunState> deleted, Predicate<Shard> owned) {
    List<Shard> open =
        deleted.stream()
            .flatMap(state -> state.shards().stream())
            .filter(shard -> !done.contains(name(shard)) && owned.test(shard))
            .toList();
    Map<Integer, List<Shard>> byPartition =
        open.stream()
            .collect(Collectors.groupingBy(this::partition, TreeMap::new, Collectors.toList()));
    byPartition.forEach(this::delete);
  }

  private void delete(int partition, List<Shard> shards) {
    Set<String> left = Leftovers.in(clients, partition, shards);
    for (Shard shard : shards) {
      if (!left.contains(shard.id()) || delete(shard)) {
        done.add(name(shard));
      }
    }
  }

  private boolean delete(Shard shard) {
    try (MilestoneLog log = MilestoneLog.open(clients, shard, instance)) {
      LOG.info("{} is deleted, with {} milestones", shard, log.deleteEarlier());
      return true;
    } catch (ScorestreamException e) {
      if (e.reason() != Reason.FENCED) {
        throw e;
      }
      LOG.warn("{}; whoever has the shard next deletes it", e.getMessage());
      return false;
    }
  }

  private int partition(Shard shard) {
    int partitions = clients.partitions(clients.topics().milestones());
    return Keys.shardPartition(shard.run().id(), shard.number(), partitions);
  }

  private static String name(Shard shard) {
    return shard.id() + "/" + shard.incarnation();
  }
}
