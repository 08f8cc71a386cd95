package io.scorestream.service.ownership;

import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * This process's place among all of its service, and the thread that keeps it: it does nothing but
 * poll, so that no step of the work, however long, costs the process its place. It reads no
 * records; the partitions of its topic only stand for the work. Owns its consumer.
 */
public final class OwnerGroup implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaClients clients;
  private final Topic topic;
  private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer;
  private final Ownership ownership;
  private final Runnable changed;
  private final Consumer<RuntimeException> failed;
  private final Thread thread;

  private OwnerGroup(
      KafkaClients clients,
      Topic topic,
      String group,
      String clientId,
      Ownership ownership,
      Runnable changed,
      Consumer<RuntimeException> failed) {
    this.clients = clients;
    this.topic = topic;
    this.consumer = clients.cooperativeConsumer(clientId, group);
    this.ownership = ownership;
    this.changed = changed;
    this.failed = failed;
    this.thread = new Thread(this::run, group);
  }

  /**
   * Joins the group.
   *
   * @param topic whose partitions stand for the work
   * @param group its name, which the deployment's prefix begins
   * @param clientId names this process in the brokers' logs
   * @param changed called after each change of ownership, from the group's thread
   * @param failed called with what ended the thread, where something did
   */
  public static OwnerGroup join(
      KafkaClients clients,
      Topic topic,
      String group,
      String clientId,
      Ownership ownership,
      Runnable changed,
      Consumer<RuntimeException> failed) {
    OwnerGroup member = new OwnerGroup(clients, topic, group, clientId, ownership, changed, failed);
    member.thread.start();
    return member;
  }

  /** Leaves the group, whose other members take the work over at once. */
  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (consumer) {
      consumer.subscribe(List.of(topic.name()), new Listener());
      while (true) {
        consumer.poll(POLL);
      }
    } catch (WakeupException e) {
      changed.run();
    } catch (KafkaException e) {
      failed.accept(Unavailable.kafka(clients.connection().bootstrapServers(), e));
    } catch (RuntimeException | Error e) {
      failed.accept(new IllegalStateException("the group thread ended", e));
    }
  }

  /** Called from within poll, on the group's thread. */
  private final class Listener implements ConsumerRebalanceListener {

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
