package io.scorestream.evaluator.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.BadRecords;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.Topic;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * Gives records that are no events to {@link BadRecords}. A registry that does not answer is an
 * outage and never a bad record.
 */
public final class UnreadableRecordHandler implements DeserializationExceptionHandler {

  /** Name under which Kafka Streams hands the bad records to the handlers that it makes. */
  public static final String BAD_RECORDS = "scorestream.bad.records";

  private BadRecords badRecords;

  @Override
  public void configure(Map<String, ?> configs) {
    badRecords = (BadRecords) requireNonNull(configs.get(BAD_RECORDS));
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> raw, Exception exception) {
    ConsumerRecord<String, byte[]> record =
        record(raw.topic(), raw.partition(), raw.offset(), raw.headers(), raw.key(), raw.value());
    badRecords.refuse(record, why(record, exception));
    return Response.resume();
  }

  /** A record with its key as text, as dead letters want it. */
  static ConsumerRecord<String, byte[]> record(
      String topic,
      int partition,
      long offset,
      Headers headers,
      byte @Nullable [] key,
      byte @Nullable [] value) {
    ConsumerRecord<String, byte[]> record =
        new ConsumerRecord<>(
            topic, partition, offset, key == null ? null : new String(key, UTF_8), value);
    headers.forEach(record.headers()::add);
    return record;
  }

  /** Reads the record again, by the reader whose messages all services share. */
  private ScorestreamException why(ConsumerRecord<String, byte[]> record, Exception exception) {
    ConnectionSettings connection = badRecords.clients().connection();
    Topic topic =
        connection.topics().all().stream()
            .filter(known -> known.name().equals(record.topic()))
            .findFirst()
            .orElseThrow();
    try {
      reader(connection, topic, requireNonNull(topic.valueType())).read(record);
      return Unavailable.registry(connection.registryUrl(), exception);
    } catch (ScorestreamException e) {
      return e;
    }
  }

  private static <V extends SpecificRecord> EventReader<V> reader(
      ConnectionSettings connection, Topic topic, Class<V> type) {
    return new EventReader<>(connection, topic, type);
  }
}
