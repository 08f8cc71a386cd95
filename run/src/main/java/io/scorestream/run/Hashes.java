package io.scorestream.run;

import io.scorestream.events.RunSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;

/** SHA-256 fingerprints, in hexadecimal, that tie a network to its content and its run. */
public final class Hashes {

  private Hashes() {}

  /**
   * Of a specification. Fields that have their default do not count, so that a later version of the
   * schema, with more fields, gives the same hash.
   */
  public static String of(RunSpec spec) {
    return of((IndexedRecord) spec);
  }

  /** Of the fields that have another value than their default, whatever else the schema has. */
  static String of(IndexedRecord event) {
    StringBuilder text = new StringBuilder();
    write(event, text);
    return of(StandardCharsets.UTF_8.encode(text.toString()));
  }

  /** Of what remains in the buffers, one after the other; their positions stay. */
  public static String of(ByteBuffer... parts) {
    RunningHash hash = new RunningHash();
    for (ByteBuffer part : parts) {
      hash.take(part);
    }
    return hash.soFar();
  }

  private static void write(Object value, StringBuilder text) {
    if (value instanceof IndexedRecord nested) {
      text.append('{');
      nested.getSchema().getFields().forEach(field -> write(nested, field, text));
      text.append('}');
    } else if (value instanceof List<?> items) {
      text.append('[');
      items.forEach(item -> write(item, text));
      text.append(']');
    } else if (value instanceof ByteBuffer bytes) {
      text.append(of(bytes));
    } else {
      // Lengths keep a text that looks like structure from being taken for it.
      String scalar = String.valueOf(value);
      text.append(scalar.length()).append(':').append(scalar);
    }
  }

  private static void write(IndexedRecord owner, Schema.Field field, StringBuilder text) {
    Object value = owner.get(field.pos());
    boolean isDefault =
        field.hasDefaultValue() && Objects.equals(value, SpecificData.get().getDefaultValue(field));
    if (!isDefault) {
      text.append(field.name()).append('=');
      write(value, text);
      text.append(';');
    }
  }
}
