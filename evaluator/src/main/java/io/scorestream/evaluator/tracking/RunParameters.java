package io.scorestream.evaluator.tracking;

import io.scorestream.events.RunSpec;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** What a run was told, as MLflow's parameters of it. Pure functions. */
final class RunParameters {

  /** The most that every version of MLflow takes: newer ones take more. */
  private static final int MOST_CHARACTERS = 250;

  private RunParameters() {}

  /**
   * Values by path, such as {@code optimiser.learningRate}, in the schema's order: without what is
   * not said, and without what is longer than MLflow takes, such as the scales of many columns.
   */
  static Map<String, String> of(RunSpec spec) {
    Map<String, String> parameters = new LinkedHashMap<>();
    collect("", spec, parameters);
    return parameters;
  }

  private static void collect(String path, IndexedRecord record, Map<String, String> into) {
    for (Schema.Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      if (value instanceof IndexedRecord below) {
        collect(path + field.name() + ".", below, into);
      } else if (value != null && !(value instanceof ByteBuffer)) {
        String text = value.toString();
        if (text.length() <= MOST_CHARACTERS) {
          into.put(path + field.name(), text);
        }
      }
    }
  }
}
