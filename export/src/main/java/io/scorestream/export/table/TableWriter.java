package io.scorestream.export.table;

import io.scorestream.rows.Rows;
import java.io.Closeable;
import java.io.IOException;

/** Writes samples as they come. Owned by one thread. */
public sealed interface TableWriter extends Closeable
    permits CsvTable, JsonTable, NpyTable, ParquetTable, ImageGrid {

  /**
   * Adds samples.
   *
   * @param samples {@code [n, d]}, numbers as they travel
   * @throws IllegalArgumentException if they are not of the table's dimension, or more than it was
   *     to have
   */
  void write(Rows samples) throws IOException;

  /**
   * Ends the table, which is whole only then, and closes the stream behind it.
   *
   * @throws IllegalStateException if samples are missing
   */
  @Override
  void close() throws IOException;
}
