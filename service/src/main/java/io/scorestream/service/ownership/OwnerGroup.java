package io.scorestream.service.ownership;

import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.PollingThread;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/**
 * This process's place among all of its service, and the thread that keeps it: it does nothing but
 * poll, so that no step of the work, however long, costs the process its place. It reads no
 * records; the partitions of its topic only stand for the work. Owns its consumer.
 */
public final class OwnerGroup implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final PollingThread thread;

  private OwnerGroup(PollingThread thread) {
    this.thread = thread;
  }

  /**
   * Joins the group.
   *
   * @param topic whose partitions stand for the work
   * @param group its name, which the deployment's prefix begins
   * @param clientId names this process in the brokers' logs
   * @param changed called after each change of ownership, and at the end, from the group's thread
   * @param failed called with what ended the thread, where something did
   */
  public static OwnerGroup join(
      KafkaClients clients,
      Topic topic,
      String group,
      String clientId,
      Ownership ownership,
      Runnable changed,
      java.util.function.Consumer<RuntimeException> failed) {
    Consumer<String, byte[]> consumer = clients.cooperativeConsumer(clientId, group);
    return new OwnerGroup(
        PollingThread.start(
            group,
            clients.connection().bootstrapServers(),
            consumer,
            () -> poll(consumer, topic, new Listener(consumer, ownership, changed)),
            changed,
            failed));
  }

  /** Leaves the group, whose other members take the work over at once. */
  @Override
  public void close() {
    thread.close();
  }

  private static void poll(Consumer<String, byte[]> consumer, Topic topic, Listener listener) {
    consumer.subscribe(List.of(topic.name()), listener);
    while (true) {
      consumer.poll(POLL);
    }
  }

  /** Called from within poll, on the group's thread. */
  private record Listener(Consumer<String, byte[]> consumer, Ownership ownership, Runnable changed)
      implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      consumer.pause(partitions);
      ownership.give(numbers(partitions));
      changed.run();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      ownership.take(numbers(partitions));
      changed.run();
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      ownership.lose(numbers(partitions));
      changed.run();
    }

    private static List<Integer> numbers(Collection<TopicPartition> partitions) {
      return partitions.stream().map(TopicPartition::partition).toList();
    }
  }
}
