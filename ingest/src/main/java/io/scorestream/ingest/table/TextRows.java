package io.scorestream.ingest.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.scorestream.ingest.bytes.DataFile;
import io.scorestream.ingest.bytes.FileFaults;
import io.scorestream.ingest.bytes.TextDecoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of a text from its first, with failures to read told by line. Owned by one thread. */
final class TextRows implements AutoCloseable {

  /** Rows that tell the layout, fewer where they are wide. */
  private static final int HEAD_ROWS = 257;

  private static final int HEAD_CELLS = 1 << 18;
  private static final int FEWEST = 4;

  private final DataFile file;
  private final RowReader rows;
  private long line;

  /**
   * @param numbers what is read of each row at once
   * @throws io.scorestream.service.ScorestreamException when the file cannot be opened
   */
  TextRows(DataFile file, Opening opening, CellNumbers numbers) {
    this.file = file;
    try {
      this.rows =
          file.growing()
              ? new GrowingRows(file, opening, numbers)
              : opening.rows(TextDecoding.open(file), 0, numbers);
    } catch (IOException e) {
      throw FileFaults.unreadable(file.path(), "after line 0", e);
    }
  }

  /** The first rows; none of an empty text. */
  static List<Row> head(DataFile file, Opening opening) {
    List<Row> head = new ArrayList<>();
    try (TextRows rows = new TextRows(file, opening, CellNumbers.NONE)) {
      int cells = 0;
      for (Row row = rows.next(); row != null; row = rows.next()) {
        head.add(row);
        cells += row.width();
        if (head.size() == HEAD_ROWS || (cells > HEAD_CELLS && head.size() >= FEWEST)) {
          break;
        }
      }
    }
    return head;
  }

  /** The next row, or {@code null} after the last; a growing text may have another later. */
  @Nullable Row next() {
    try {
      Row row = rows.next();
      line = row == null ? line : row.line();
      return row;
    } catch (CsvParseException e) {
      throw TextFaults.notCsv(file.path(), line, e);
    } catch (IOException | UncheckedIOException e) {
      throw FileFaults.unreadable(file.path(), "after line " + line, e);
    }
  }

  /** How many comment lines were left out so far. */
  long comments() {
    return rows.comments();
  }

  /** What is to be done where all that comes waits for the end of a quote; empty otherwise. */
  Optional<String> openQuote() {
    return rows.openQuote();
  }

  @Override
  public void close() {
    try {
      rows.close();
    } catch (IOException e) {
      throw FileFaults.unreadable(file.path(), "after line " + line, e);
    }
  }
}
