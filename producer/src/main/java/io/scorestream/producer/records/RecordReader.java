package io.scorestream.producer.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.scorestream.ingest.table.RecordText;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.EventFormat;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.settings.ConnectionSettings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Understands the values of records as trees of maps, lists, numbers, truth values and texts. Owned
 * by one thread.
 */
final class RecordReader {

  private static final ObjectReader TREES = new ObjectMapper().readerFor(Object.class);

  private final RecordFormat format;
  private final Deserializer<Object> avro;

  RecordReader(RecordFormat format, ConnectionSettings connection) {
    this.format = format;
    this.avro = EventFormat.anyDeserializer(connection);
  }

  /**
   * The value of a record.
   *
   * @throws ScorestreamException naming the record when it is not so written, or has no value
   */
  Object read(ConsumerRecord<String, byte[]> record) {
    byte[] value = record.value();
    if (value == null || value.length == 0) {
      throw unreadable(record, "it has no value", null);
    }
    RecordFormat written = format == RecordFormat.AUTO ? found(value[0]) : format;
    try {
      Object tree =
          switch (written) {
            case AVRO -> plain(avro(record));
            case JSON -> TREES.readValue(value);
            case CSV, AUTO -> RecordText.cells(new String(value, UTF_8));
          };
      if (tree == null) {
        throw unreadable(record, "it holds null", null);
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw unreadable(record, "it is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw unreadable(record, "it cannot be read: " + e.getMessage(), e);
    }
  }

  private @Nullable Object avro(ConsumerRecord<String, byte[]> record) {
    try {
      return avro.deserialize(record.topic(), record.headers(), record.value());
    } catch (ScorestreamException e) {
      throw e.reason() == Reason.BAD_DATA
          ? unreadable(record, "it is not Avro: " + e.getMessage(), e)
          : e;
    }
  }

  private static RecordFormat found(byte first) {
    if (first == 0) {
      return RecordFormat.AVRO;
    }
    return first == '{' || first == '[' ? RecordFormat.JSON : RecordFormat.CSV;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof GenericRecord record) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      record
          .getSchema()
          .getFields()
          .forEach(field -> fields.put(field.name(), plain(record.get(field.pos()))));
      return fields;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      map.forEach((name, field) -> fields.put(String.valueOf(name), plain(field)));
      return fields;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(RecordReader::plain).toList();
    }
    if (value == null
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof CharSequence) {
      return value;
    }
    return value.toString();
  }

  static ScorestreamException unreadable(
      ConsumerRecord<?, ?> record, String why, @Nullable Throwable cause) {
    return new ScorestreamException(
        Reason.BAD_DATA,
        EventReader.place(record) + " is no sample: " + why,
        "say how records are written with from.format (--from-format), or let what writes them write"
            + " samples only",
        cause);
  }
}
