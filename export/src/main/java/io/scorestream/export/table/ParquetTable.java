package io.scorestream.export.table;

import io.scorestream.events.ColumnKind;
import io.scorestream.export.parquet.ParquetColumn;
import io.scorestream.export.parquet.ParquetFile;
import io.scorestream.export.parquet.ParquetType;
import io.scorestream.rows.Rows;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A column for each of a sample's: float32 where numbers stand for themselves, float64 where they
 * have an offset or a unit, 64-bit integers where they are whole, and text for categories.
 */
final class ParquetTable implements TableWriter {

  private final List<SampleColumn> columns;
  private final List<ParquetColumn> values;
  private final ParquetFile file;

  ParquetTable(SampleTable table, OutputStream out) throws IOException {
    this.columns = table.columns();
    this.values =
        columns.stream()
            .map(column -> ParquetColumn.required(column.name(), type(column)))
            .toList();
    this.file = new ParquetFile(out, values);
  }

  private static ParquetType type(SampleColumn column) {
    if (column.kind() == ColumnKind.CATEGORICAL) {
      return ParquetType.TEXT;
    }
    if (column.isWhole()) {
      return ParquetType.INT64;
    }
    return column.isItself() ? ParquetType.FLOAT : ParquetType.DOUBLE;
  }

  @Override
  public void write(Rows samples) throws IOException {
    samples.requireDimension(columns.size());
    for (int row = 0; row < samples.count(); row++) {
      for (int j = 0; j < columns.size(); j++) {
        add(columns.get(j), values.get(j), samples.at(row, j));
      }
      file.endRow();
    }
  }

  private static void add(SampleColumn column, ParquetColumn to, float number) {
    switch (type(column)) {
      case TEXT -> to.add(column.category(number));
      case INT64 -> to.add(Math.round(column.value(number)));
      case FLOAT -> to.add(number);
      case DOUBLE -> to.add(column.value(number));
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
