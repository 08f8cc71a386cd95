package io.scorestream.ingest.table;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a text table in order, blank lines and comments left out. Owned by one thread. */
interface RowReader extends Closeable {

  /** The next row, or {@code null} after the last. */
  @Nullable Row next() throws IOException;

  /** How many comment lines were left out so far. */
  long comments();
}
