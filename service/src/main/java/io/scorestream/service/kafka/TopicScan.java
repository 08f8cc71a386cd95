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

/** Reads what a topic holds now, from its start to its end at the time of asking. */
public final class TopicScan {

  private static final Duration POLL = Duration.ofMillis(200);

  private TopicScan() {}

  /** Hands every committed record of a topic to the reader, partition by partition in order. */
  public static void all(
      KafkaClients clients, Topic topic, Consumer<ConsumerRecord<String, byte[]>> reader) {
    partitions(clients, topic, IntStream.range(0, topic.partitions()).boxed().toList(), reader);
  }

  /** The same for one partition. */
  public static void partition(
      KafkaClients clients,
      Topic topic,
      int partition,
      Consumer<ConsumerRecord<String, byte[]>> reader) {
    partitions(clients, topic, List.of(partition), reader);
  }

  private static void partitions(
      KafkaClients clients,
      Topic topic,
      List<Integer> numbers,
      Consumer<ConsumerRecord<String, byte[]>> reader) {
    List<TopicPartition> partitions =
        numbers.stream().map(number -> new TopicPartition(topic.name(), number)).toList();
    try (var consumer = clients.consumer("scan-" + topic.entity())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(at -> consumer.position(at) < ends.get(at))) {
        consumer.poll(POLL).forEach(reader);
      }
    } catch (KafkaException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    }
  }
}
