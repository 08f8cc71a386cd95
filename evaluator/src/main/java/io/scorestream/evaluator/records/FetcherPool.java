package io.scorestream.evaluator.records;

import io.scorestream.evaluator.measure.Leased;
import io.scorestream.events.RecordOffset;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.BadRecords;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.Fetched;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.RecordFetcher;
import io.scorestream.topics.Topic;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads events of a topic by where they lie, for many threads at once. Records that cannot be used
 * are given to {@link BadRecords}.
 *
 * @param <V> class of the topic's values
 */
public final class FetcherPool<V extends SpecificRecord> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FetcherPool.class);

  private final Topic topic;
  private final BadRecords badRecords;
  private final Leased<RecordFetcher<V>> fetchers;

  /**
   * @param topic whose values are {@code type}
   * @param badRecords what to do with a record that cannot be used
   */
  public FetcherPool(KafkaClients clients, Topic topic, Class<V> type, BadRecords badRecords) {
    this.topic = topic;
    this.badRecords = badRecords;
    this.fetchers = new Leased<>(() -> new RecordFetcher<>(clients, "evaluator", topic, type));
  }

  /**
   * What is made of the event at a place; empty where it is there no longer, or is passed over.
   *
   * @param key that its record is to have
   * @param use throws {@link IllegalArgumentException} where the event is not sound
   */
  public <R> Optional<R> fetch(String key, RecordOffset place, Function<V, R> use) {
    Optional<V> event = fetchers.use(fetcher -> event(fetcher, key, place));
    try {
      return event.map(use);
    } catch (IllegalArgumentException e) {
      refuse(place, e);
      return Optional.empty();
    }
  }

  /**
   * Refuses an event that was fetched, and turned out not to be sound; returns when it may be
   * passed over.
   */
  public void refuse(RecordOffset place, IllegalArgumentException cause) {
    ScorestreamException why = BadRecords.unsound(EventReader.place(topic, place), cause);
    fetchers
        .use(fetcher -> fetcher.record(place))
        .ifPresentOrElse(record -> badRecords.refuse(record, why), () -> badRecords.passOver(why));
  }

  @Override
  public void close() {
    fetchers.close();
  }

  private Optional<V> event(RecordFetcher<V> fetcher, String key, RecordOffset place) {
    Optional<ConsumerRecord<String, byte[]>> record = fetcher.record(place);
    try {
      Optional<Fetched<V>> fetched = record.map(found -> fetcher.read(key, found));
      if (fetched.isPresent() && fetched.get() instanceof Fetched.Found<V> found) {
        return Optional.of(found.event());
      }
      LOG.warn(
          "{} with key {} is deleted or compacted away; what it held is not evaluated",
          EventReader.place(topic, place),
          key);
    } catch (ScorestreamException e) {
      badRecords.refuse(record.orElseThrow(), e);
    }
    return Optional.empty();
  }
}
