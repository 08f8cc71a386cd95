package io.scorestream.ingest;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The messages for files that cannot be read, or hold something else than a table of numbers. */
final class FileFaults {

  private static final String CHOOSE_FILE =
      "give the path of a readable text file with numbers (--data)";

  private FileFaults() {}

  /** Refuses what is no file at all. */
  static void requireFile(Path file) {
    if (Files.notExists(file)) {
      throw new ScorestreamException(
          Reason.NO_INPUT, "data file " + file + " does not exist", CHOOSE_FILE);
    }
    if (Files.isDirectory(file)) {
      throw new ScorestreamException(
          Reason.NO_INPUT, "data file " + file + " is a directory", CHOOSE_FILE);
    }
  }

  /**
   * What a failure to read means.
   *
   * @param line the last line that was read, 0 for none
   */
  static ScorestreamException unreadable(Path file, long line, Exception failure) {
    Throwable cause =
        failure instanceof UncheckedIOException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String after = "data file " + file + ", after line " + line + ": ";
    if (cause instanceof CharacterCodingException) {
      return bad(after + "its bytes are not UTF-8 text", "convert the file to UTF-8", cause);
    }
    if (cause instanceof EOFException || cause instanceof ZipException) {
      return bad(
          after + "its gzip data is cut off or damaged",
          "fetch or compress the file again; gzip -t tells whether it is whole",
          cause);
    }
    if (cause instanceof CsvParseException) {
      return bad(after + cause.getMessage(), "mend the quotes of that line", cause);
    }
    String why = cause instanceof NoSuchFileException ? "it does not exist" : cause.getMessage();
    return new ScorestreamException(
        Reason.NO_INPUT, "data file " + file + " cannot be read: " + why, CHOOSE_FILE, cause);
  }

  /** Nothing but blank lines, or less. */
  static ScorestreamException empty(Path file) {
    return bad("data file " + file + " is empty", "give a file with one sample a row", null);
  }

  /** A header and nothing below it. */
  static ScorestreamException onlyHeader(Path file, long line) {
    return bad(
        "data file " + file + " ends after line " + line + ", which holds names and no numbers",
        "give a file with one sample a row",
        null);
  }

  /** A row with more or fewer columns than the first. */
  static ScorestreamException ragged(TableLayout layout, Row row) {
    return bad(
        "data file %s, line %s has %s columns, but line %s has %s"
            .formatted(
                layout.file(), row.line(), row.cells().size(), layout.firstLine(), layout.width()),
        "give every row the same number of columns",
        null);
  }

  /**
   * A cell that is not a finite float32.
   *
   * @param column from 0
   */
  static ScorestreamException cell(TableLayout layout, Row row, int column) {
    String cell = row.cells().get(column);
    String place =
        "data file %s, line %s, column %s%s: "
            .formatted(
                layout.file(),
                row.line(),
                column + 1,
                layout.header() ? " (" + layout.names().get(column) + ")" : "");
    if (DecimalCells.isNumber(cell)) {
      return bad(
          place + cell + (DecimalCells.isNotFinite(cell) ? " is not finite" : " is beyond float32"),
          "replace the number, or leave the row out",
          null);
    }
    return bad(
        place + (cell.isEmpty() ? "the cell is empty" : "'" + shown(cell) + "' is not a number"),
        "mend the cell, or choose the columns that hold numbers (--columns)",
        null);
  }

  private static String shown(String cell) {
    return cell.length() <= 40 ? cell : cell.substring(0, 40) + "...";
  }

  private static ScorestreamException bad(
      String message, String remedy, @Nullable Throwable cause) {
    return new ScorestreamException(Reason.BAD_DATA, message, remedy, cause);
  }
}
