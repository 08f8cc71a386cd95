package io.scorestream.report;

import io.scorestream.events.RunSpec;
import io.scorestream.report.RunComparison.Difference;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** In what two runs differ, but for their names. Pure functions. */
final class SpecDifferences {

  private static final String NAME = "run";
  private static final int MOST_CHARACTERS = 24;

  private SpecDifferences() {}

  /** Values by path, such as {@code optimiser.learningRate}, in the schema's order. */
  static Map<String, Difference> of(RunSpec a, RunSpec b) {
    Map<String, Difference> differences = new LinkedHashMap<>();
    collect("", a, b, differences);
    differences.remove(NAME);
    return differences;
  }

  private static void collect(
      String path, IndexedRecord a, IndexedRecord b, Map<String, Difference> into) {
    for (Schema.Field field : a.getSchema().getFields()) {
      Object first = a.get(field.pos());
      Object second = b.get(field.pos());
      String name = path + field.name();
      if (first instanceof IndexedRecord one && second instanceof IndexedRecord other) {
        collect(name + ".", one, other, into);
      } else if (!Objects.equals(first, second)) {
        into.put(name, new Difference(text(first), text(second)));
      }
    }
  }

  private static String text(@Nullable Object value) {
    if (value == null) {
      return "none";
    }
    String text =
        value instanceof ByteBuffer bytes
            ? bytes.remaining() + " bytes"
            : value.toString().strip().replaceAll("\\s+", " ");
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS - 3) + "...";
  }
}
