package io.scorestream.ingest.table;

/** The rows of a table, one after the other. Owned by one thread. */
public interface Cursor extends AutoCloseable {

  /**
   * Reads the next row.
   *
   * @param into takes its cells, and its number
   * @return false after the last; where the table grows, there may be another later
   */
  boolean next(Cells into);

  @Override
  void close();
}
