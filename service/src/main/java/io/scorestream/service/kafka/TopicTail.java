package io.scorestream.service.kafka;

import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads what has come on a topic since it was last asked for, from the topic's start on: a {@link
 * TopicScan} for who asks again and again. It waits for no open transaction. Owned by one thread.
 */
public final class TopicTail implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaClients clients;
  private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer;
  private final List<TopicPartition> partitions;

  /**
   * @param clientId names this process in the brokers' logs
   */
  public TopicTail(KafkaClients clients, Topic topic, String clientId) {
    this.clients = clients;
    this.consumer = clients.lastingConsumer(clientId);
    this.partitions =
        IntStream.range(0, clients.partitions(topic))
            .mapToObj(number -> new TopicPartition(topic.name(), number))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Hands over what is committed by now and was not handed over before. */
  public void read(Consumer<ConsumerRecord<String, byte[]>> reader) {
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(reader);
      }
    } catch (KafkaException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
