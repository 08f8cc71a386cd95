package io.scorestream.topics;

import io.scorestream.events.SampleHalf;
import java.math.BigInteger;
import java.util.Locale;
import java.util.stream.IntStream;

/** Keys of records, as the catalogue describes them. Pure functions. */
public final class Keys {

  private Keys() {}

  /** Key of a network's weights and of its training state: {@code run/network}. */
  public static String network(String run, int network) {
    return run + "/" + network;
  }

  /** The same of a network on half of the samples: {@code run/network/half}. */
  public static String network(String run, int network, SampleHalf half) {
    return half == SampleHalf.BOTH
        ? network(run, network)
        : network(run, network) + "/" + half.name().toLowerCase(Locale.ROOT);
  }

  /** Key of what is said of a whole milestone: {@code run/milestone}. */
  public static String milestone(String run, long milestone) {
    return run + "/" + milestone;
  }

  /** Key of what is said of one timestep: {@code run/timestep}. */
  public static String timestep(String run, int timestep) {
    return run + "/" + timestep;
  }

  /** Key of what is said of one timestep at a milestone: {@code run/milestone/timestep}. */
  public static String timestep(String run, long milestone, int timestep) {
    return run + "/" + milestone + "/" + timestep;
  }

  /** Key of what was measured on a shard at a milestone: {@code run/milestone/shard-number}. */
  public static String shardMetric(String run, long milestone, int shard) {
    return run + "/" + milestone + "/shard-" + shard;
  }

  /** Key of a shard's milestone: {@code run/milestone/shard}. */
  public static String shardMilestone(String run, long milestone, int shard) {
    return run + "/" + milestone + "/" + shard;
  }

  /** Key of what is said of a shard: {@code run/shard}. */
  public static String shard(String run, int shard) {
    return run + "/" + shard;
  }

  /** Key of what a process says of itself: {@code service/instance}. */
  public static String activity(String service, String instance) {
    return service + "/" + instance;
  }

  /** The run that a key belongs to: all of it up to the first slash. */
  public static String run(String key) {
    int slash = key.indexOf('/');
    return slash < 0 ? key : key.substring(0, slash);
  }

  /**
   * The partition that holds a run's records: all of a run lie in one, so that a reader of that
   * partition sees its milestones in order.
   *
   * @param partitions number of partitions of the topic, at least 1
   */
  public static int partition(String run, int partitions) {
    return Math.floorMod(run.hashCode(), partitions);
  }

  /**
   * The partition that holds a shard's milestones, and by which it finds its owner. As many shards
   * as partitions fill each with one; of fewer, about as many lie in any range of neighbours and in
   * any of equal distances, for these are what Kafka gives the members of a group.
   *
   * @param shard from 0
   * @param partitions number of partitions of the topic, at least 1
   */
  public static int shardPartition(String run, int shard, int partitions) {
    int hash = run.hashCode();
    // From an even place on, every second step stays in one half and every other in the other one.
    int place = Math.floorMod(stride(partitions) * ((hash & ~1L) + shard), partitions);
    return (hash & 1) == 0 ? place : partitions - 1 - place;
  }

  /** The smallest step above half of the way that comes to every partition. */
  private static long stride(int partitions) {
    return IntStream.rangeClosed(partitions / 2 + 1, partitions)
        .filter(
            step -> BigInteger.valueOf(step).gcd(BigInteger.valueOf(partitions)).intValue() == 1)
        .findFirst()
        .orElse(1);
  }

  /**
   * The partition that holds a network's weights, and that of its training state: those of a run
   * lie next to each other, so that a run's networks fill all partitions alike.
   *
   * @param network from 1
   * @param partitions number of partitions of the topic, at least 1
   */
  public static int networkPartition(String run, int network, int partitions) {
    return Math.floorMod(run.hashCode() + network, partitions);
  }

  /**
   * The partition that holds a milestone's generations, and by which it finds its sampler. Mixed
   * well: milestones are multiples of each other, and few remainders would take them all.
   *
   * @param partitions number of partitions of the topic, at least 1
   */
  public static int generationPartition(String run, long milestone, int partitions) {
    return Math.floorMod(mixed(mixed(run.hashCode()) + milestone), partitions);
  }

  /** Steele, Lea and Flood, <i>Fast Splittable Pseudorandom Number Generators</i>, 2014. */
  private static long mixed(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
