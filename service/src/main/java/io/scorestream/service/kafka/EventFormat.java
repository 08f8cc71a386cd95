package io.scorestream.service.kafka;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.scorestream.events.Event;
import io.scorestream.service.settings.ConnectionSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** Confluent's wire format for events: magic byte, schema id, Avro body. */
public final class EventFormat {

  static {
    Event.trust();
  }

  private EventFormat() {}

  /** A serializer that registers schemas as it meets them. */
  @SuppressWarnings("unchecked")
  public static <V extends SpecificRecord> Serializer<V> serializer(ConnectionSettings connection) {
    KafkaAvroSerializer serializer = new KafkaAvroSerializer();
    serializer.configure(config(connection), false);
    return (Serializer<V>) (Serializer<?>) serializer;
  }

  /** A deserializer into generated classes. */
  @SuppressWarnings("unchecked")
  public static <V extends SpecificRecord> Deserializer<V> deserializer(
      ConnectionSettings connection) {
    KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();
    deserializer.configure(config(connection), false);
    return (Deserializer<V>) (Deserializer<?>) deserializer;
  }

  /** A deserializer of whatever others have written in this format, into generic values. */
  public static Deserializer<Object> anyDeserializer(ConnectionSettings connection) {
    Map<String, Object> config = config(connection);
    config.put("specific.avro.reader", false);
    KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();
    deserializer.configure(config, false);
    return deserializer;
  }

  /** Both, for Kafka Streams. */
  public static <V extends SpecificRecord> Serde<V> serde(ConnectionSettings connection) {
    return Serdes.serdeFrom(serializer(connection), deserializer(connection));
  }

  private static Map<String, Object> config(ConnectionSettings connection) {
    Map<String, Object> config = new HashMap<>(connection.kafka());
    config.put("schema.registry.url", connection.registryUrl());
    config.put("specific.avro.reader", true);
    config.put("avro.reflection.allow.null", false);
    return config;
  }
}
