package io.scorestream.service.kafka;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.scorestream.events.RecordOffset;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.Topic;
import java.io.IOException;
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
  private final Deserializer<SpecificRecord> deserializer;
  private final String registryUrl;

  /**
   * @param connection where the registry is
   * @param topic topic whose values are {@code type}
   */
  public EventReader(ConnectionSettings connection, Topic topic, Class<V> type) {
    if (topic.valueType() != type) {
      throw new IllegalArgumentException(topic + " does not carry " + type.getSimpleName());
    }
    this.type = type;
    this.deserializer = EventFormat.deserializer(connection);
    this.registryUrl = connection.registryUrl();
  }

  /**
   * The event in a record; {@code null} where the record is a tombstone.
   *
   * @throws ScorestreamException with {@link Reason#BAD_DATA} when the bytes are not such an event,
   *     and with {@link Reason#UNAVAILABLE} when the registry could not be asked
   */
  public @Nullable V read(ConsumerRecord<?, byte[]> record) {
    if (record.value() == null) {
      return null;
    }
    SpecificRecord event;
    try {
      event = deserializer.deserialize(record.topic(), record.headers(), record.value());
    } catch (RuntimeException e) {
      throw isOutage(e) ? Unavailable.registry(registryUrl, e) : unreadable(record, cause(e), e);
    }
    if (!type.isInstance(event)) {
      String found = event == null ? "nothing" : event.getSchema().getFullName();
      throw unreadable(record, "it holds " + found, null);
    }
    return type.cast(event);
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

  private ScorestreamException unreadable(
      ConsumerRecord<?, byte[]> record, String why, @Nullable Throwable cause) {
    return new ScorestreamException(
        Reason.BAD_DATA,
        place(record) + " is not an Avro " + type.getSimpleName() + ": " + why,
        "find out who wrote it; set on.bad.record=skip to keep it in the dead-letters topic and go"
            + " on without it",
        cause);
  }

  private static boolean isOutage(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof RestClientException rest) {
        return rest.getStatus() >= 500;
      }
      if (cause instanceof IOException && !(cause instanceof java.io.EOFException)) {
        return true;
      }
    }
    return false;
  }

  private static String cause(Throwable e) {
    Throwable last = e;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return String.valueOf(last.getMessage());
  }
}
