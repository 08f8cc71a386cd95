package io.scorestream.ingest;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a text table in order, blank lines left out. Owned by one thread. */
interface RowReader extends Closeable {

  /** The next row, or {@code null} after the last. */
  @Nullable Row next() throws IOException;
}
