package io.scorestream.ingest.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.scorestream.ingest.bytes.DataFile;
import io.scorestream.ingest.bytes.FileFaults;
import io.scorestream.service.ScorestreamException;
import java.io.IOException;
import java.nio.file.Path;

/** The messages for texts that are no tables. */
final class TextFaults {

  private TextFaults() {}

  /** Nothing but blank lines and comments, or less. */
  static ScorestreamException empty(DataFile file) {
    return FileFaults.bad(
        "data file %s %s"
            .formatted(
                file.path(), file.growing() ? "has no row yet that a line feed ends" : "is empty"),
        "give a file with one sample a row",
        null);
  }

  /** A header and nothing below it. */
  static ScorestreamException onlyHeader(Path file, long line) {
    return FileFaults.bad(
        "data file " + file + " ends after line " + line + ", which holds names and no numbers",
        "give a file with one sample a row, or say header=no (--header no) where that row is one",
        null);
  }

  /** A row with more or fewer columns than the first. */
  static ScorestreamException ragged(TextLayout layout, Row row) {
    int columns = layout.shape().columns();
    int found = row.width() - layout.shape().from(false);
    boolean commas =
        layout.opening().separator() == Separator.COMMA && found > columns && found <= 2 * columns;
    return FileFaults.bad(
        "data file %s, line %s has %s columns, but line %s has %s"
            .formatted(layout.file().path(), row.line(), found, layout.firstLine(), columns),
        commas
            ? "give every row the same number of columns; where numbers have decimal commas, put"
                + " semicolons or tabs between them, or quote them"
            : "give every row the same number of columns",
        null);
  }

  /** Quotes that are not in pairs, or a row beyond all bounds. */
  static ScorestreamException notCsv(Path file, long line, CsvParseException failure) {
    Throwable cause = failure.getCause();
    if (cause instanceof IOException read) {
      return FileFaults.unreadable(file, "after line " + line, read);
    }
    boolean quotes = String.valueOf(failure.getMessage()).contains("quote");
    return FileFaults.bad(
        "data file %s, after line %s: %s".formatted(file, line, failure.getMessage()),
        quotes
            ? "mend the quotes of that line"
            : "give rows of fewer or shorter cells; a quote that is not closed makes one of many",
        failure);
  }
}
