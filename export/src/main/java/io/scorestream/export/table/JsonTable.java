package io.scorestream.export.table;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.scorestream.events.ColumnKind;
import io.scorestream.rows.Rows;
import java.io.IOException;
import java.io.OutputStream;

/**
 * {@code {"columns": [names], "rows": [[values], …]}}: numbers as they are written in CSV,
 * categories by their names.
 */
final class JsonTable implements TableWriter {

  /** What ends too early must not look as if it were whole. */
  private static final JsonFactory JSON =
      new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);

  private final SampleTable table;
  private final JsonGenerator json;
  private long written;

  JsonTable(SampleTable table, OutputStream out) throws IOException {
    this.table = table;
    this.json = JSON.createGenerator(out, JsonEncoding.UTF8);
    json.writeStartObject();
    json.writeArrayFieldStart("columns");
    for (SampleColumn column : table.columns()) {
      json.writeString(column.name());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("rows");
  }

  @Override
  public void write(Rows samples) throws IOException {
    written = table.after(written, samples);
    for (int row = 0; row < samples.count(); row++) {
      json.writeStartArray();
      for (int j = 0; j < table.dimension(); j++) {
        SampleColumn column = table.columns().get(j);
        float number = samples.at(row, j);
        if (column.kind() == ColumnKind.CATEGORICAL) {
          json.writeString(column.category(number));
        } else {
          json.writeNumber(column.jsonNumber(number));
        }
      }
      json.writeEndArray();
    }
    json.flush();
  }

  @Override
  public void close() throws IOException {
    try (json) {
      table.requireWhole(written);
      json.writeEndArray();
      json.writeEndObject();
    }
  }
}
