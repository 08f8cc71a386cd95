package io.scorestream.ingest.table;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of a text table in order, blank lines and comments left out. Owned by one thread. */
interface RowReader extends Closeable {

  /** The next row, or {@code null} after the last. */
  @Nullable Row next() throws IOException;

  /** How many comment lines were left out so far. */
  long comments();

  /** What is to be done where all that comes waits for the end of a quote; empty otherwise. */
  default Optional<String> openQuote() {
    return Optional.empty();
  }
}
