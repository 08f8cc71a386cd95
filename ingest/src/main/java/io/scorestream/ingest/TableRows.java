package io.scorestream.ingest;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The rows of a file from its first, with failures to read told by line. Owned by one thread. */
final class TableRows implements AutoCloseable {

  private final Path file;
  private final RowReader rows;
  private long line;

  /**
   * @throws io.scorestream.service.ScorestreamException when the file cannot be opened
   */
  TableRows(Path file, Separator separator) {
    this.file = file;
    try {
      this.rows = separator.rows(TextFile.open(file));
    } catch (IOException e) {
      throw FileFaults.unreadable(file, 0, e);
    }
  }

  /** The next row, or {@code null} after the last. */
  @Nullable Row next() {
    try {
      Row row = rows.next();
      line = row == null ? line : row.line();
      return row;
    } catch (IOException | UncheckedIOException | CsvParseException e) {
      throw FileFaults.unreadable(file, line, e);
    }
  }

  @Override
  public void close() {
    try {
      rows.close();
    } catch (IOException e) {
      throw FileFaults.unreadable(file, line, e);
    }
  }
}
