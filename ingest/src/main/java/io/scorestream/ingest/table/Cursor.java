package io.scorestream.ingest.table;

import java.util.Optional;

/** The rows of a table, one after the other. Owned by one thread. */
public interface Cursor extends AutoCloseable {

  /**
   * Reads the next row.
   *
   * @param into takes its cells, and its number
   * @return false after the last; where the table grows, there may be another later
   */
  boolean next(Cells into);

  /** What is to be done where all that comes waits for the end of a quote; empty otherwise. */
  default Optional<String> openQuote() {
    return Optional.empty();
  }

  @Override
  void close();
}
