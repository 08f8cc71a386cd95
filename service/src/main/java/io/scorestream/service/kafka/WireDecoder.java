package io.scorestream.service.kafka;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.TopicCatalogue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Confluent's wire format in two steps: which schema wrote a record, which is the registry's
 * to answer, then the body by that schema. Only the second can show that a record is bad: whatever
 * keeps the registry from its answer, a 404 too, says nothing of the record. Safe from any thread.
 *
 * @param <V> class of the values
 */
final class WireDecoder<V> implements Deserializer<V> {

  private static final int PREFIX = 1 + Integer.BYTES;
  private static final int SCHEMAS = 1000;
  private static final int NOT_FOUND = 404;
  private static final String REQUEST_HEADER = "request.header.";

  private final Class<V> type;
  private final String registryUrl;
  private final SchemaRegistryClient registry;
  private final Function<Schema, DatumReader<Object>> readers;
  private final Map<Integer, Writer> writers = new ConcurrentHashMap<>();

  private record Writer(Schema schema, DatumReader<Object> reader) {}

  /**
   * @param connection where the registry is
   * @param type class that every value must be of
   * @param readers makes a reader of what a schema wrote
   */
  WireDecoder(
      ConnectionSettings connection, Class<V> type, Function<Schema, DatumReader<Object>> readers) {
    this.type = type;
    this.registryUrl = connection.registryUrl();
    this.registry =
        SchemaRegistryClientFactory.newClient(
            List.of(registryUrl.split(",", -1)),
            SCHEMAS,
            null,
            connection.kafka(),
            requestHeaders(connection));
    this.readers = readers;
  }

  @Override
  public @Nullable V deserialize(String topic, byte @Nullable [] bytes) {
    return deserialize(topic, new RecordHeaders(), bytes);
  }

  /**
   * The value, {@code null} for a tombstone.
   *
   * @throws ScorestreamException with {@link Reason#BAD_DATA} when the bytes are no such value by
   *     the schema that wrote them; with {@link Reason#UNAVAILABLE}, {@link Reason#REFUSED} or
   *     {@link Reason#CONFLICT} when that schema cannot be had
   */
  @Override
  public @Nullable V deserialize(String topic, Headers headers, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    // Before all else: what is so large was written by nobody who keeps to our limits, and is to be
    // held against no registry.
    if (bytes.length > TopicCatalogue.MAX_RECORD_BYTES) {
      throw unreadable(
          "it has %s bytes, and no event has more than %s"
              .formatted(bytes.length, TopicCatalogue.MAX_RECORD_BYTES),
          null);
    }
    if (bytes.length < PREFIX || bytes[0] != 0) {
      throw unreadable("it does not begin with 0 and a schema id", null);
    }
    int id = ByteBuffer.wrap(bytes).getInt(1);
    Writer writer = writers.computeIfAbsent(id, this::writer);
    requireMarked(headers, id, writer.schema());
    Object value = decode(writer.reader(), bytes);
    if (!type.isInstance(value)) {
      throw unreadable("it holds " + name(value), null);
    }
    return type.cast(value);
  }

  @Override
  public void close() {
    try {
      registry.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Object decode(DatumReader<Object> reader, byte[] bytes) {
    try {
      BinaryDecoder body =
          DecoderFactory.get().binaryDecoder(bytes, PREFIX, bytes.length - PREFIX, null);
      Object value = reader.read(null, body);
      if (!body.isEnd()) {
        throw unreadable("bytes follow its end", null);
      }
      return value;
    } catch (IOException | RuntimeException e) {
      if (e instanceof ScorestreamException known) {
        throw known;
      }
      throw unreadable(e.getMessage() == null ? "it ends too early" : e.getMessage(), e);
    }
  }

  private Writer writer(int id) {
    Schema written = written(id);
    try {
      return new Writer(written, readers.apply(written));
    } catch (AvroRuntimeException | SecurityException e) {
      throw unreadable("nothing reads " + written.getFullName() + ": " + e.getMessage(), e);
    }
  }

  /** The schema that an id stands for. */
  private Schema written(int id) {
    try {
      if (registry.getSchemaById(id).rawSchema() instanceof Schema schema) {
        return schema;
      }
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND) {
        throw otherRegistry("does not know schema id " + id, e);
      }
      throw Unavailable.registry(registryUrl, e);
    } catch (IOException | RuntimeException e) {
      if (isOtherKind(e)) {
        throw unreadable("its schema, " + id + ", is not of Avro", e);
      }
      throw Unavailable.registry(registryUrl, e);
    }
    throw unreadable("its schema, " + id + ", is not of Avro", null);
  }

  /** How Confluent's client says that it knows no such kind of schema, Protobuf say. */
  private static boolean isOtherKind(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (String.valueOf(cause.getMessage()).startsWith("Invalid schema")) {
        return true;
      }
    }
    return false;
  }

  /** As Confluent's serializers take them from their settings. */
  private static Map<String, String> requestHeaders(ConnectionSettings connection) {
    Map<String, String> headers = new HashMap<>();
    connection
        .kafka()
        .forEach(
            (name, value) -> {
              if (name.startsWith(REQUEST_HEADER)) {
                headers.put(name.substring(REQUEST_HEADER.length()), value);
              }
            });
    return headers;
  }

  private void requireMarked(Headers headers, int id, Schema written) {
    Header mark = headers.lastHeader(SchemaMark.HEADER);
    if (mark != null && !Arrays.equals(mark.value(), SchemaMark.of(written))) {
      throw otherRegistry(
          "has "
              + written.getFullName()
              + " under schema id "
              + id
              + ", by which something else was written",
          null);
    }
  }

  private ScorestreamException otherRegistry(String what, @Nullable Throwable cause) {
    return new ScorestreamException(
        Reason.CONFLICT,
        "the schema registry at %s %s".formatted(registryUrl, what),
        "give it back the schemas that it had when the record was written (docs/operations.md,"
            + " Copies), set registry.url (--registry-url) to the registry that has them, or name"
            + " the record in pass.over (--pass-over topic/partition/offset) to go on without it",
        cause);
  }

  private static ScorestreamException unreadable(String why, @Nullable Throwable cause) {
    return new ScorestreamException(Reason.BAD_DATA, why, "find out who wrote it", cause);
  }

  private static String name(Object value) {
    return value instanceof GenericContainer container
        ? container.getSchema().getFullName()
        : value.getClass().getSimpleName();
  }
}
