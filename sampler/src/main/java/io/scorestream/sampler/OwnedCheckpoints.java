package io.scorestream.sampler;

import io.scorestream.service.kafka.LagMeter;
import io.scorestream.service.metrics.Meters;
import io.scorestream.service.ownership.Ownership;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * The checkpoints of the partitions that are this sampler's, each partition from its first record
 * on whenever it becomes so. Owned by one thread.
 */
final class OwnedCheckpoints {

  private final Consumer<String, byte[]> consumer;
  private final Topic topic;
  private final Ownership ownership;
  private Map<Integer, Long> grants = Map.of();

  /**
   * @param consumer without a group; belongs to the caller
   */
  OwnedCheckpoints(Consumer<String, byte[]> consumer, Topic topic, Ownership ownership) {
    this.consumer = consumer;
    this.topic = topic;
    this.ownership = ownership;
  }

  /**
   * The next records.
   *
   * @param atMost how long to wait for some
   * @param lost told of each partition that is no longer this sampler's, or is so anew, before any
   *     record of it comes again
   */
  ConsumerRecords<String, byte[]> poll(Duration atMost, IntConsumer lost)
      throws InterruptedException {
    follow(lost);
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

  private void follow(IntConsumer lost) {
    Map<Integer, Long> now = ownership.grants();
    if (now.equals(grants)) {
      return;
    }
    Set<Integer> gone = new HashSet<>(grants.keySet());
    gone.removeIf(number -> grants.get(number).equals(now.get(number)));
    Set<Integer> fresh = new HashSet<>(now.keySet());
    fresh.removeIf(number -> now.get(number).equals(grants.get(number)));
    gone.forEach(lost::accept);
    consumer.assign(partitions(now.keySet()));
    if (!fresh.isEmpty()) {
      // Of an empty set Kafka's consumer understands all partitions.
      consumer.seekToBeginning(partitions(fresh));
    }
    grants = now;
  }

  private List<TopicPartition> partitions(Set<Integer> numbers) {
    return numbers.stream().map(number -> new TopicPartition(topic.name(), number)).toList();
  }
}
