package io.scorestream.trainer.ownership;

import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * This trainer's place in the group of trainers, and the thread that keeps it: it does nothing but
 * poll, so that no training step, however long, costs the trainer its place. It reads no records;
 * the partitions of the milestones topic only stand for the shards. Owns its consumer.
 */
public final class ShardGroup implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaClients clients;
  private final Topic topic;
  private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer;
  private final Ownership ownership;
  private final Runnable changed;
  private final Consumer<RuntimeException> failed;
  private final Thread thread;

  private ShardGroup(
      KafkaClients clients,
      String instance,
      Set<String> runs,
      Ownership ownership,
      Runnable changed,
      Consumer<RuntimeException> failed) {
    this.clients = clients;
    this.topic = clients.topics().milestones();
    this.consumer =
        clients.cooperativeConsumer(
            "trainer-" + instance + "-group", name(clients.topics().prefix(), runs));
    this.ownership = ownership;
    this.changed = changed;
    this.failed = failed;
    this.thread = new Thread(this::run, "trainer-group");
  }

  /**
   * Joins the group.
   *
   * @param runs that this trainer is restricted to; those with other restrictions are a group of
   *     their own
   * @param changed called after each change of ownership, from the group's thread
   * @param failed called with what ended the thread, where something did
   */
  public static ShardGroup join(
      KafkaClients clients,
      String instance,
      Set<String> runs,
      Ownership ownership,
      Runnable changed,
      Consumer<RuntimeException> failed) {
    ShardGroup group = new ShardGroup(clients, instance, runs, ownership, changed, failed);
    group.thread.start();
    return group;
  }

  private static String name(String prefix, Set<String> runs) {
    return prefix
        + "-trainers"
        + (runs.isEmpty() ? "" : "-" + String.join("-", runs.stream().sorted().toList()));
  }

  /** Leaves the group, whose other members take the shards over at once. */
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

    private static List<Integer> numbers(Collection<TopicPartition> partitions) {
      return partitions.stream().map(TopicPartition::partition).toList();
    }
  }
}
