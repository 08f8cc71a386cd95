package io.scorestream.service.kafka;

import io.scorestream.events.RecordOffset;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Reads committed records of a topic by where they lie, and no others: places come from a record
 * that was committed together with these. What Kafka sent along behind a record is kept until the
 * next call, so that places asked for in their order cost one fetch for neighbours. Owned by one
 * thread; owns its consumer.
 *
 * @param <V> class of the topic's values
 */
public final class RecordFetcher<V extends SpecificRecord> implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  /** Longer than Kafka lets a transaction of a writer that died stand open before the record. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final Comparator<RecordOffset> IN_ORDER =
      Comparator.comparingInt(RecordOffset::getPartition)
          .thenComparingLong(RecordOffset::getOffset);

  private final String servers;
  private final Topic topic;
  private final EventReader<V> reader;
  private final Consumer<String, byte[]> consumer;
  private final Deque<ConsumerRecord<String, byte[]>> ahead = new ArrayDeque<>();

  /**
   * @param clientId names this process in the brokers' logs
   * @param topic whose values are {@code type}
   */
  public RecordFetcher(KafkaClients clients, String clientId, Topic topic, Class<V> type) {
    this(
        clients.connection(),
        clients.fetchingConsumer(clientId + "-" + topic.entity()),
        topic,
        type);
  }

  RecordFetcher(
      ConnectionSettings connection,
      Consumer<String, byte[]> consumer,
      Topic topic,
      Class<V> type) {
    this.servers = connection.bootstrapServers();
    this.topic = topic;
    this.reader = new EventReader<>(connection, topic, type);
    this.consumer = consumer;
  }

  /**
   * The event at a place.
   *
   * @param key that its record is to have
   * @throws ScorestreamException with {@link Reason#BAD_DATA} when something else lies there, and
   *     with {@link Reason#UNAVAILABLE} when Kafka does not say in time
   */
  public Fetched<V> fetch(String key, RecordOffset place) {
    return record(place).map(record -> read(key, record)).orElseGet(() -> gone(place));
  }

  /**
   * The record at a place as it is, whatever it holds; empty where nothing lies there any more.
   *
   * @throws ScorestreamException with {@link Reason#UNAVAILABLE} when Kafka does not say in time
   */
  public Optional<ConsumerRecord<String, byte[]>> record(RecordOffset place) {
    TopicPartition partition = new TopicPartition(topic.name(), place.getPartition());
    long offset = place.getOffset();
    try {
      if (!isAhead(partition, offset)) {
        seek(partition, offset);
      }
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (ahead.isEmpty() && consumer.position(partition) <= offset) {
        if (System.nanoTime() > deadline) {
          throw late(place);
        }
        consumer.poll(POLL).forEach(ahead::addLast);
      }
    } catch (OffsetOutOfRangeException e) {
      return Optional.empty();
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      throw Unavailable.kafka(servers, e);
    }
    boolean found = !ahead.isEmpty() && ahead.getFirst().offset() == offset;
    return found ? Optional.of(ahead.removeFirst()) : Optional.empty();
  }

  /**
   * The event in a record that was found.
   *
   * @param key that the record is to have
   * @throws ScorestreamException with {@link Reason#BAD_DATA} when it is another's, or no event
   */
  public Fetched<V> read(String key, ConsumerRecord<String, byte[]> record) {
    if (!key.equals(record.key())) {
      throw new ScorestreamException(
          Reason.BAD_DATA,
          "%s has key %s, where %s was written"
              .formatted(EventReader.place(record), record.key(), key),
          "the topic is not the one that it was: delete the run and apply it again");
    }
    V event = reader.read(record);
    return event == null
        ? new Fetched.Gone<>(EventReader.place(record))
        : new Fetched.Found<>(event);
  }

  /**
   * Several records, read in the order in which they lie.
   *
   * @param places by the keys that the records are to have
   * @return what lies at each, by the same keys and in the same order
   * @throws ScorestreamException as {@link #fetch} does
   */
  public Map<String, Fetched<V>> fetchAll(Map<String, RecordOffset> places) {
    Map<String, Fetched<V>> fetched = new LinkedHashMap<>();
    places.keySet().forEach(key -> fetched.put(key, null));
    places.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(IN_ORDER))
        .forEach(wanted -> fetched.put(wanted.getKey(), fetch(wanted.getKey(), wanted.getValue())));
    return fetched;
  }

  @Override
  public void close() {
    consumer.close();
  }

  /** Drops what lies before the place, where what is ahead reaches it. */
  private boolean isAhead(TopicPartition partition, long offset) {
    ConsumerRecord<String, byte[]> last = ahead.peekLast();
    if (last == null
        || last.partition() != partition.partition()
        || ahead.getFirst().offset() > offset
        || last.offset() < offset) {
      return false;
    }
    ahead.removeIf(record -> record.offset() < offset);
    return true;
  }

  private void seek(TopicPartition partition, long offset) {
    ahead.clear();
    if (!consumer.assignment().contains(partition)) {
      consumer.assign(List.of(partition));
    }
    consumer.seek(partition, offset);
  }

  private Fetched<V> gone(RecordOffset place) {
    return new Fetched.Gone<>(EventReader.place(topic, place));
  }

  private ScorestreamException late(RecordOffset place) {
    return new ScorestreamException(
        Reason.UNAVAILABLE,
        "%s could not be read within %s s: a transaction before it stands open, or it is not there"
            .formatted(EventReader.place(topic, place), PATIENCE.toSeconds()),
        "see that Kafka's transaction coordinator works, and start again");
  }
}
