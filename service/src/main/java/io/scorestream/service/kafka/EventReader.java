package io.scorestream.service.kafka;

import io.scorestream.events.RecordOffset;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.Topic;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a topic's records, and says of one that it cannot decode where it is and why. May be used
 * by one thread at a time.
 *
 * @param <V> class of the topic's values
 */
public final class EventReader<V extends SpecificRecord> {

  private final Class<V> type;
  private final Deserializer<V> deserializer;

  /**
   * @param connection where the registry is
   * @param topic topic whose values are {@code type}
   */
  public EventReader(ConnectionSettings connection, Topic topic, Class<V> type) {
    if (topic.valueType() != type) {
      throw new IllegalArgumentException(topic + " does not carry " + type.getSimpleName());
    }
    this.type = type;
    this.deserializer = EventFormat.deserializer(connection, type);
  }

  /**
   * The event in a record; {@code null} where the record is a tombstone.
   *
   * @throws ScorestreamException with {@link Reason#BAD_DATA} when the bytes are not such an event,
   *     and with another reason when the registry does not say by what schema they were written
   */
  public @Nullable V read(ConsumerRecord<?, byte[]> record) {
    if (record.value() == null) {
      return null;
    }
    try {
      return deserializer.deserialize(record.topic(), record.headers(), record.value());
    } catch (ScorestreamException e) {
      throw placed(record, e);
    }
  }

  /**
   * The same for who goes on without what nobody can read; empty for that, and for a tombstone.
   *
   * @param told takes a sentence on what is gone on without
   * @throws ScorestreamException when the registry does not say by what schema the record was
   *     written
   */
  public Optional<V> readable(ConsumerRecord<?, byte[]> record, Consumer<String> told) {
    try {
      return Optional.ofNullable(read(record));
    } catch (ScorestreamException e) {
      if (e.reason() != Reason.BAD_DATA) {
        throw e;
      }
      told.accept(e.getMessage());
      return Optional.empty();
    }
  }

  /** Where a record is, as messages name it. */
  public static String place(ConsumerRecord<?, ?> record) {
    return place(record.topic(), record.partition(), record.offset());
  }

  /** The same of a record that is not at hand. */
  public static String place(Topic topic, RecordOffset at) {
    return place(topic.name(), at.getPartition(), at.getOffset());
  }

  private static String place(String topic, int partition, long offset) {
    return "record at topic " + topic + ", partition " + partition + ", offset " + offset;
  }

  /** Only of what is bad in itself is said how to go on without it. */
  private ScorestreamException placed(ConsumerRecord<?, byte[]> record, ScorestreamException why) {
    return why.reason() == Reason.BAD_DATA
        ? new ScorestreamException(
            Reason.BAD_DATA,
            place(record) + " is not an Avro " + type.getSimpleName() + ": " + why.getMessage(),
            "find out who wrote it; set on.bad.record=skip to keep it in the dead-letters topic and go"
                + " on without it",
            why)
        : new ScorestreamException(
            why.reason(),
            place(record) + " cannot be read: " + why.getMessage(),
            why.remedy(),
            why);
  }
}
