package io.scorestream.ledger;

import static java.util.Objects.requireNonNull;

import io.scorestream.events.RecordOffset;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.RecordFetcher;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Reads topics from their start to where they end at the time of asking. A transaction that is open
 * then is waited for, as long as it may be one of a service; where one is known to hang, reading
 * stops before it. Records are handed on one by one, and none is kept. Owned by one thread.
 */
final class KafkaRecords implements Records {

  private static final Duration POLL = Duration.ofMillis(200);

  /** Longer than Kafka lets a service's transaction stand open. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final KafkaClients clients;
  private final Set<TopicPartition> hung;
  private final Map<TopicPartition, Long> stopped = new HashMap<>();
  private final Map<String, RecordFetcher<?>> fetchers = new HashMap<>();

  /**
   * @param hung partitions that are not waited for
   */
  KafkaRecords(KafkaClients clients, Set<TopicPartition> hung) {
    this.clients = clients;
    this.hung = hung;
  }

  @Override
  public int partitions(Topic topic) {
    return clients.partitions(topic);
  }

  @Override
  public <V extends SpecificRecord> Function<ConsumerRecord<String, byte[]>, @Nullable V> decoder(
      Topic topic, Class<V> type) {
    return new EventReader<>(clients.connection(), topic, type)::read;
  }

  @Override
  public SortedMap<Integer, Long> starts(Topic topic) {
    try (Admin admin = clients.admin()) {
      SortedMap<Integer, Long> starts = new TreeMap<>();
      offsets(admin, all(topic), OffsetSpec.earliest())
          .forEach(
              (partition, start) -> {
                if (start > 0) {
                  starts.put(partition.partition(), start);
                }
              });
      return starts;
    } catch (KafkaException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    }
  }

  @Override
  public Optional<ConsumerRecord<String, byte[]>> find(Topic topic, RecordOffset place) {
    long stop =
        stopped.getOrDefault(
            new TopicPartition(topic.name(), place.getPartition()), Long.MAX_VALUE);
    return place.getOffset() < stop
        ? fetchers
            .computeIfAbsent(
                topic.name(),
                name ->
                    new RecordFetcher<>(
                        clients, "ledger", topic, requireNonNull(topic.valueType())))
            .record(place)
        : Optional.empty();
  }

  @Override
  public void close() {
    fetchers.values().forEach(RecordFetcher::close);
  }

  private List<TopicPartition> all(Topic topic) {
    return IntStream.range(0, clients.partitions(topic))
        .mapToObj(number -> new TopicPartition(topic.name(), number))
        .toList();
  }

  @Override
  public SortedMap<Integer, Long> read(
      Topic topic, java.util.function.Consumer<ConsumerRecord<String, byte[]>> taker) {
    List<TopicPartition> partitions = all(topic);
    try (Admin admin = clients.admin();
        Consumer<String, byte[]> consumer = clients.consumer("ledger-" + topic.entity())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      // Ends behind open transactions too, which a consumer of committed records does not tell.
      return read(consumer, offsets(admin, partitions, OffsetSpec.latest()), taker);
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    }
  }

  private SortedMap<Integer, Long> read(
      Consumer<String, byte[]> consumer,
      Map<TopicPartition, Long> ends,
      java.util.function.Consumer<ConsumerRecord<String, byte[]>> taker) {
    long before = -1;
    long moved = System.nanoTime();
    while (true) {
      Map<TopicPartition, Long> left = new HashMap<>();
      long sum = 0;
      for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
        long position = consumer.position(end.getKey());
        sum += position;
        if (position < end.getValue()) {
          left.put(end.getKey(), position);
        }
      }
      if (sum > before) {
        before = sum;
        moved = System.nanoTime();
      }
      if (left.isEmpty() || isStuck(consumer, left, System.nanoTime() - moved)) {
        SortedMap<Integer, Long> stops = new TreeMap<>();
        left.forEach((partition, position) -> stops.put(partition.partition(), position));
        stopped.putAll(left);
        return stops;
      }
      consumer.poll(POLL).forEach(taker);
    }
  }

  /** Whether all that is left lies behind open transactions that nobody ends. */
  private boolean isStuck(
      Consumer<String, byte[]> consumer, Map<TopicPartition, Long> left, long stillNanos) {
    boolean isLate = stillNanos > PATIENCE.toNanos();
    if (!isLate && !hung.containsAll(left.keySet())) {
      return false;
    }
    Map<TopicPartition, Long> stable = consumer.endOffsets(left.keySet());
    boolean isBehind =
        left.entrySet().stream()
            .allMatch(at -> at.getValue() >= stable.getOrDefault(at.getKey(), Long.MAX_VALUE));
    if (isLate && !isBehind) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), null);
    }
    return isBehind;
  }

  private Map<TopicPartition, Long> offsets(
      Admin admin, List<TopicPartition> partitions, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream().collect(Collectors.toMap(at -> at, at -> spec));
    try {
      return admin.listOffsets(asked).all().get().entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, found -> found.getValue().offset()));
    } catch (ExecutionException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    }
  }
}
