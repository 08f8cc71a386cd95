package io.scorestream.service.kafka;

import static io.scorestream.service.kafka.Answers.await;

import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads what a topic holds now, from its start to its end at the time of asking. Where a
 * transaction is open then, it waits until that has ended: what was written by then is read or
 * known not to be committed.
 */
public final class TopicScan {

  private static final Duration POLL = Duration.ofMillis(200);

  private TopicScan() {}

  /** Hands every committed record of a topic to the reader, partition by partition in order. */
  public static void all(
      KafkaClients clients, Topic topic, Consumer<ConsumerRecord<String, byte[]>> reader) {
    partitions(
        clients, topic, IntStream.range(0, clients.partitions(topic)).boxed().toList(), reader);
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
      Map<TopicPartition, Long> ends = ends(clients, partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(reader);
      }
    } catch (KafkaException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    }
  }

  /** Ends behind open transactions too, which a consumer of committed records does not tell. */
  private static Map<TopicPartition, Long> ends(
      KafkaClients clients, List<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> latest =
        partitions.stream().collect(Collectors.toMap(at -> at, at -> OffsetSpec.latest()));
    try (Admin admin = clients.admin()) {
      return await(admin.listOffsets(latest).all()).entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, found -> found.getValue().offset()));
    }
  }
}
