package io.scorestream.export.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.scorestream.rows.Rows;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.util.List;

/**
 * A header of the columns' names and a line for each sample, in UTF-8: whole numbers without a
 * decimal point, categories by their names.
 */
final class CsvTable implements TableWriter {

  private final List<SampleColumn> columns;
  private final CsvWriter csv;

  CsvTable(SampleTable table, OutputStream out) {
    this.columns = table.columns();
    this.csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.LF)
            .build(new OutputStreamWriter(out, UTF_8));
    csv.writeRecord(columns.stream().map(SampleColumn::name).toList());
  }

  @Override
  public void write(Rows samples) {
    samples.requireDimension(columns.size());
    String[] fields = new String[columns.size()];
    for (int row = 0; row < samples.count(); row++) {
      for (int j = 0; j < fields.length; j++) {
        fields[j] = columns.get(j).text(samples.at(row, j));
      }
      csv.writeRecord(fields);
    }
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
