package io.scorestream.evaluator.records;

import io.scorestream.evaluator.measure.Leased;
import io.scorestream.evaluator.work.Place;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.BadRecords;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads events of a topic by where they lie. An event that cannot be used is refused, with its
 * record's place. Safe from any thread.
 *
 * @param <V> class of the topic's values
 */
public final class PlacedRecords<V extends SpecificRecord> implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaClients clients;
  private final Topic topic;
  private final BadRecords badRecords;
  private final Leased<Reading<V>> readings;

  private record Reading<V extends SpecificRecord>(
      Consumer<String, byte[]> consumer, EventReader<V> reader) implements AutoCloseable {
    @Override
    public void close() {
      consumer.close();
    }
  }

  /**
   * @param topic whose values are {@code type}
   * @param badRecords what to do with a record that cannot be used
   */
  public PlacedRecords(KafkaClients clients, Topic topic, Class<V> type, BadRecords badRecords) {
    this.clients = clients;
    this.topic = topic;
    this.badRecords = badRecords;
    this.readings =
        new Leased<>(
            () ->
                new Reading<>(
                    clients.fetchingConsumer("evaluator-" + topic.entity()),
                    new EventReader<>(clients.connection(), topic, type)));
  }

  /**
   * What is made of the event at a place; empty where it is there no longer, or is passed over.
   *
   * @param use throws {@link IllegalArgumentException} where the event is not sound
   */
  public <R> Optional<R> with(Place place, Function<V, R> use) {
    return readings.use(
        reading -> {
          Optional<ConsumerRecord<String, byte[]>> record = find(reading.consumer(), place);
          try {
            return record.map(reading.reader()::read).map(use);
          } catch (IllegalArgumentException e) {
            badRecords.refuse(
                record.orElseThrow(), BadRecords.unsound(EventReader.place(record.get()), e));
          } catch (ScorestreamException e) {
            badRecords.refuse(record.orElseThrow(), e);
          }
          return Optional.empty();
        });
  }

  @Override
  public void close() {
    readings.close();
  }

  private Optional<ConsumerRecord<String, byte[]>> find(
      Consumer<String, byte[]> consumer, Place place) {
    TopicPartition partition = new TopicPartition(topic.name(), place.partition());
    try {
      consumer.assign(List.of(partition));
      consumer.seek(partition, place.offset());
      while (true) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          return record.offset() == place.offset() ? Optional.of(record) : Optional.empty();
        }
        if (consumer.position(partition) > place.offset()) {
          return Optional.empty();
        }
      }
    } catch (OffsetOutOfRangeException e) {
      return Optional.empty();
    } catch (KafkaException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    }
  }
}
