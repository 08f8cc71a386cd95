package io.scorestream.trainer.ownership;

import io.scorestream.run.Shard;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The shards that are this trainer's: those whose partition of the milestones topic the group gave
 * it. Each time a partition is given it has a new grant, so that whoever worked under an earlier
 * one can tell that others may have been at work in between. Safe from any thread.
 *
 * <p>Losing a grant stops the work soon; what makes sure that nothing of it is published is the
 * fencing of the shard's transactions.
 */
public final class Ownership {

  private final int partitions;
  private final Map<Integer, Long> grants = new HashMap<>();
  private final Map<String, Long> deposed = new HashMap<>();
  private long newest;

  /**
   * @param milestones the topic whose partitions stand for shards
   */
  public Ownership(Topic milestones) {
    this.partitions = milestones.partitions();
  }

  /** The grant under which the shard is this trainer's; empty where it is not. */
  public synchronized OptionalLong grant(Shard shard) {
    Long grant = grants.get(partition(shard));
    return grant == null || grant.equals(deposed.get(shard.id()))
        ? OptionalLong.empty()
        : OptionalLong.of(grant);
  }

  /** Whether the shard is still this trainer's, and was without a break since that grant. */
  public synchronized boolean holds(Shard shard, long grant) {
    OptionalLong now = grant(shard);
    return now.isPresent() && now.getAsLong() == grant;
  }

  /**
   * Gives the shard up because another trainer turned out to have it, until the next grant of its
   * partition. Shards of other runs that the partition stands for stay this trainer's.
   */
  public synchronized void depose(Shard shard, long grant) {
    deposed.put(shard.id(), grant);
  }

  /** Forgets what became of the shards of runs that are no more: an id may come again. */
  public synchronized void retain(Set<String> shards) {
    deposed.keySet().retainAll(shards);
  }

  synchronized void give(Collection<Integer> given) {
    given.forEach(partition -> grants.put(partition, ++newest));
  }

  synchronized void take(Collection<Integer> taken) {
    taken.forEach(grants::remove);
  }

  private int partition(Shard shard) {
    return Keys.shardPartition(shard.run().id(), shard.number(), partitions);
  }
}
