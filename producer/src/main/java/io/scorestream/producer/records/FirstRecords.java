package io.scorestream.producer.records;

import io.scorestream.ingest.choice.TableChoice;
import io.scorestream.ingest.profile.TableProfile;
import io.scorestream.ingest.table.RecordFields;
import io.scorestream.ingest.table.RecordTable;
import io.scorestream.service.kafka.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What a topic's oldest records say of its columns.
 *
 * @param fields that make a sample
 * @param profile of these records, which says how samples are made of them and of later ones
 */
public record FirstRecords(RecordFields fields, TableProfile profile) {

  /** Enough to tell kinds, offsets and what is far out. */
  private static final int MOST = 10_000;

  private static final Duration POLL = Duration.ofMillis(200);

  /**
   * Reads them, waiting for the first where there is none yet.
   *
   * @param stopped whether it is no longer wanted
   * @return empty where it was stopped
   * @throws io.scorestream.service.ScorestreamException when they cannot be samples
   */
  public static Optional<FirstRecords> read(
      KafkaClients clients,
      List<TopicPartition> partitions,
      RecordFormat format,
      TableChoice choice,
      BooleanSupplier stopped) {
    return read(clients, partitions, format, choice, stopped, consumer -> false);
  }

  /**
   * Reads those that are there. Offsets alone do not tell whether any is: markers of transactions
   * have some too, and so has what was compacted away.
   *
   * @param ends of all partitions
   * @param stopped whether it is no longer wanted
   * @return empty where there is none, or it was stopped
   * @throws io.scorestream.service.ScorestreamException when they cannot be samples
   */
  public static Optional<FirstRecords> present(
      KafkaClients clients,
      Map<TopicPartition, Long> ends,
      RecordFormat format,
      TableChoice choice,
      BooleanSupplier stopped) {
    return read(
        clients,
        List.copyOf(ends.keySet()),
        format,
        choice,
        stopped,
        consumer ->
            ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue()));
  }

  /**
   * @param isRead whether no further record is waited for, where there was none
   */
  private static Optional<FirstRecords> read(
      KafkaClients clients,
      List<TopicPartition> partitions,
      RecordFormat format,
      TableChoice choice,
      BooleanSupplier stopped,
      Predicate<Consumer<?, ?>> isRead) {
    RecordReader reader = new RecordReader(format, clients.connection());
    List<@Nullable Object> values = new ArrayList<>();
    List<String> places = new ArrayList<>();
    Map<TopicPartition, Long> read = new HashMap<>();
    String topic = partitions.get(0).topic();
    try (Consumer<String, byte[]> consumer = clients.consumer("producer-first-records")) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      // Of each partition alike: keys may have put unlike records into them.
      long share = Math.max(1, MOST / partitions.size());
      boolean more = true;
      while (more && consumer.paused().size() < partitions.size()) {
        if (stopped.getAsBoolean() || (values.isEmpty() && isRead.test(consumer))) {
          return Optional.empty();
        }
        ConsumerRecords<String, byte[]> polled = consumer.poll(POLL);
        for (TopicPartition partition : polled.partitions()) {
          List<ConsumerRecord<String, byte[]>> records = polled.records(partition);
          long room = share - read.getOrDefault(partition, 0L);
          for (ConsumerRecord<String, byte[]> record :
              records.subList(0, (int) Math.min(records.size(), room))) {
            values.add(reader.read(record));
            places.add("partition %s, offset %s".formatted(record.partition(), record.offset()));
          }
          if (read.merge(partition, (long) records.size(), Long::sum) >= share) {
            consumer.pause(List.of(partition));
          }
        }
        more = values.isEmpty() || !polled.isEmpty();
      }
    }
    RecordFields fields = RecordFields.of(choice.columns(), values.get(0));
    RecordTable table = new RecordTable(fields, values, places);
    return Optional.of(new FirstRecords(fields, TableProfile.of("topic " + topic, table, choice)));
  }
}
