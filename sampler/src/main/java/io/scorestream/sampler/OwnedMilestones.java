package io.scorestream.sampler;

import io.scorestream.service.kafka.LagMeter;
import io.scorestream.service.metrics.Meters;
import io.scorestream.service.ownership.Ownership;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * What shards say of their milestones: all of it, for a milestone's shards lie in several
 * partitions, and from the first record on whenever more of the generations topic becomes this
 * sampler's. The records are small. Owned by one thread.
 */
final class OwnedMilestones {

  private final Consumer<String, byte[]> consumer;
  private final Collection<TopicPartition> partitions;
  private final Ownership ownership;
  private Map<Integer, Long> grants = Map.of();

  /**
   * @param consumer without a group; belongs to the caller
   * @param topic the milestones
   * @param partitions how many it has
   * @param ownership of partitions of the generations topic
   */
  OwnedMilestones(
      Consumer<String, byte[]> consumer, Topic topic, int partitions, Ownership ownership) {
    this.consumer = consumer;
    this.partitions =
        IntStream.range(0, partitions)
            .mapToObj(number -> new TopicPartition(topic.name(), number))
            .toList();
    this.ownership = ownership;
    consumer.assign(this.partitions);
  }

  /**
   * The next records.
   *
   * @param atMost how long to wait for some
   * @param lost told of each partition of the generations topic that is no longer this sampler's,
   *     or is so anew, before any record comes again
   * @param restarted told before the first record comes again
   */
  ConsumerRecords<String, byte[]> poll(Duration atMost, IntConsumer lost, Runnable restarted)
      throws InterruptedException {
    follow(lost, restarted);
    if (grants.isEmpty()) {
      Thread.sleep(atMost.toMillis());
      return ConsumerRecords.empty();
    }
    return consumer.poll(atMost);
  }

  /** Tells how many of them wait. */
  LagMeter lag(Meters meters) {
    return new LagMeter(consumer, meters);
  }

  private void follow(IntConsumer lost, Runnable restarted) {
    Map<Integer, Long> now = ownership.grants();
    if (now.equals(grants)) {
      return;
    }
    Set<Integer> gone = new HashSet<>(grants.keySet());
    gone.removeIf(number -> Objects.equals(grants.get(number), now.get(number)));
    gone.forEach(lost::accept);
    if (!grants.entrySet().containsAll(now.entrySet())) {
      consumer.seekToBeginning(partitions);
      restarted.run();
    }
    grants = now;
  }
}
