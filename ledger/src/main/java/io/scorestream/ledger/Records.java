package io.scorestream.ledger;

import io.scorestream.events.RecordOffset;
import io.scorestream.topics.Topic;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Where a ledger's records come from. Used by one thread. */
public interface Records extends AutoCloseable {

  /** How many partitions a topic has. */
  int partitions(Topic topic);

  /** Where each partition begins that begins later than at 0, its first records being deleted. */
  SortedMap<Integer, Long> starts(Topic topic);

  /**
   * Hands on the committed records that a topic has now, each partition's in their order.
   *
   * @return where reading stopped, of each partition that has more behind an open transaction
   */
  SortedMap<Integer, Long> read(Topic topic, Consumer<ConsumerRecord<String, byte[]>> taker);

  /**
   * The committed record at a place; empty where it is there no longer, or lies behind where
   * reading stopped.
   */
  Optional<ConsumerRecord<String, byte[]>> find(Topic topic, RecordOffset place);

  /**
   * What makes events of a topic's records, {@code null} of a deletion.
   *
   * @return throws a {@link io.scorestream.service.ScorestreamException} as {@link
   *     io.scorestream.service.kafka.EventReader#read} does
   */
  <V extends SpecificRecord> Function<ConsumerRecord<String, byte[]>, @Nullable V> decoder(
      Topic topic, Class<V> type);

  @Override
  void close();
}
