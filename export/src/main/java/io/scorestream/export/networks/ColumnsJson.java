package io.scorestream.export.networks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.scorestream.events.SourceColumn;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** What the numbers of a sample are, as JSON: an array with an object for each column. */
final class ColumnsJson {

  private static final JsonFactory JSON = new JsonFactory();

  private ColumnsJson() {}

  static String of(List<SourceColumn> columns) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      for (SourceColumn column : columns) {
        json.writeStartObject();
        json.writeStringField("name", column.getName());
        json.writeStringField("kind", column.getKind().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("offset", column.getOffset());
        json.writeNumberField("unit", column.getUnit());
        if (!column.getCategories().isEmpty()) {
          json.writeArrayFieldStart("categories");
          for (String category : column.getCategories()) {
            json.writeString(category);
          }
          json.writeEndArray();
        }
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a string could not be written", e);
    }
    return text.toString();
  }
}
