package io.scorestream.service.kafka;

import io.scorestream.events.Event;
import io.scorestream.service.settings.ConnectionSettings;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
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
  public static <V extends SpecificRecord> Serializer<V> serializer(ConnectionSettings connection) {
    return new EventSerializer<>(connection);
  }

  /**
   * A deserializer into a generated class.
   *
   * @param type the only class of event that it takes
   */
  public static <V extends SpecificRecord> Deserializer<V> deserializer(
      ConnectionSettings connection, Class<V> type) {
    return new WireDecoder<>(connection, type, EventFormat::generated);
  }

  /** A deserializer of whatever others have written in this format, into generic values. */
  public static Deserializer<Object> anyDeserializer(ConnectionSettings connection) {
    return new WireDecoder<>(connection, Object.class, GenericDatumReader::new);
  }

  /** Both, for Kafka Streams. */
  public static <V extends SpecificRecord> Serde<V> serde(
      ConnectionSettings connection, Class<V> type) {
    return Serdes.serdeFrom(serializer(connection), deserializer(connection, type));
  }

  /** Into the class that a schema names, as this version of it is, where there is one. */
  private static DatumReader<Object> generated(Schema written) {
    Class<?> type =
        written.getType() == Schema.Type.RECORD ? SpecificData.get().getClass(written) : null;
    Schema now = type == null ? written : SpecificData.get().getSchema(type);
    return new SpecificDatumReader<>(written, now);
  }
}
