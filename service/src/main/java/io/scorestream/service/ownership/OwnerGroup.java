package io.scorestream.service.ownership;

import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.PollingThread;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process's place among all of its service, and the thread that keeps it: it does nothing but
 * poll, so that no step of the work, however long, costs the process its place. It reads no
 * records; the partitions of its topic only stand for the work. Owns its consumer.
 */
public final class OwnerGroup implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OwnerGroup.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration ANSWER = Duration.ofSeconds(5);

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
            () -> poll(consumer, topic.name(), ownership, changed),
            changed,
            failed));
  }

  /** Leaves the group, whose other members take the work over at once. */
  @Override
  public void close() {
    thread.close();
  }

  /** Polls for ever, and asks the group about what is in doubt. */
  static void poll(
      Consumer<String, byte[]> consumer, String topic, Ownership ownership, Runnable changed) {
    consumer.subscribe(List.of(topic), new Listener(consumer, ownership, changed));
    while (true) {
      consumer.poll(POLL);
      List<Claim> due = ownership.due();
      if (!due.isEmpty() && isMember(consumer, topic, due)) {
        ownership.confirm(due);
        changed.run();
      }
    }
  }

  /**
   * Asks the group whether it knows this process for the one that has the partitions now. It says
   * so by taking offsets for them, which it does from members of its present generation only; the
   * offsets themselves are nobody's.
   *
   * @return false also where it did not answer; it is then asked again after the next poll, which
   *     tells of what was lost
   */
  private static boolean isMember(
      Consumer<String, byte[]> consumer, String topic, List<Claim> claims) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    claims.forEach(
        claim ->
            offsets.put(new TopicPartition(topic, claim.partition()), new OffsetAndMetadata(0)));
    try {
      consumer.commitSync(offsets, ANSWER);
      return true;
    } catch (CommitFailedException
        | FencedInstanceIdException
        | RebalanceInProgressException
        | TimeoutException e) {
      LOG.info("the group does not say that {} is this process's: {}", claims, e.getMessage());
      return false;
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
