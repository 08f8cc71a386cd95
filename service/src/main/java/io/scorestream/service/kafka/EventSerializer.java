package io.scorestream.service.kafka;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.scorestream.service.settings.ConnectionSettings;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes events by schemas that it registers as it meets them, and marks their records with what
 * those schemas are. Safe from any thread.
 *
 * @param <V> class of the events
 */
final class EventSerializer<V extends SpecificRecord> implements Serializer<V> {

  private final String registryUrl;
  private final KafkaAvroSerializer avro = new KafkaAvroSerializer();

  /**
   * @param connection where the registry is, and who asks it
   */
  EventSerializer(ConnectionSettings connection) {
    this.registryUrl = connection.registryUrl();
    Map<String, Object> config = new HashMap<>(connection.kafka());
    config.put("schema.registry.url", registryUrl);
    config.put("avro.reflection.allow.null", false);
    avro.configure(config, false);
  }

  /**
   * As below, of what has no headers and so no mark.
   *
   * @throws io.scorestream.service.ScorestreamException when the registry does not take the schema
   */
  @Override
  public byte @Nullable [] serialize(String topic, @Nullable V event) {
    return serialize(topic, new RecordHeaders(), event);
  }

  /**
   * An event's bytes; its mark is put among the headers.
   *
   * @throws io.scorestream.service.ScorestreamException when the registry does not take the schema
   */
  @Override
  public byte @Nullable [] serialize(String topic, Headers headers, @Nullable V event) {
    headers.remove(SchemaMark.HEADER);
    if (event != null) {
      headers.add(SchemaMark.HEADER, SchemaMark.of(event.getSchema()));
    }
    try {
      return avro.serialize(topic, headers, event);
    } catch (KafkaException e) {
      throw isRegistrys(e) ? Unavailable.registry(registryUrl, e) : e;
    }
  }

  /**
   * Whether the registry is to blame, and not the event. Confluent's client has Kafka's exceptions
   * for some of its answers.
   */
  private static boolean isRegistrys(KafkaException failure) {
    if (!(failure instanceof SerializationException)) {
      return true;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RestClientException || cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    avro.close();
  }
}
