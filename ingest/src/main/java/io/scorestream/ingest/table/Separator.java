package io.scorestream.ingest.table;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.scorestream.ingest.bytes.GrowingText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands between the cells of a row. */
enum Separator {
  /** One tab; cells may be quoted (RFC 4180). */
  TAB('\t'),
  /** One semicolon; cells may be quoted. */
  SEMICOLON(';'),
  /** One comma; cells may be quoted. */
  COMMA(','),
  /** Any blanks, of any number, also before the first cell; there is no quoting. */
  BLANKS(' ');

  private static final Pattern BLANK = Pattern.compile("\\s+");

  private final char character;

  Separator(char character) {
    this.character = character;
  }

  /** The first of these, in their order, that the line has outside quotes. */
  static Separator in(String line) {
    String unquoted = line.replaceAll("\"[^\"]*\"", "");
    for (Separator candidate : List.of(TAB, SEMICOLON, COMMA)) {
      if (unquoted.indexOf(candidate.character) >= 0) {
        return candidate;
      }
    }
    return BLANKS;
  }

  /**
   * The rows of a text, which closes with them.
   *
   * @param comment what lines that are left out begin with
   */
  RowReader rows(BufferedReader text, char comment) {
    return this == BLANKS
        ? new BlankSeparated(text, comment)
        : new Separated(character, comment, text);
  }

  /**
   * Where rows end.
   *
   * @param comment what lines that are left out begin with
   */
  GrowingText.RowEnds rowEnds(char comment) {
    return this == BLANKS ? GrowingText.RowEnds.LINE_FEEDS : new QuotedRows(character, comment);
  }

  /** The cells of one line, whose quotes end on it. */
  List<String> cells(String line) {
    try (RowReader rows = rows(new BufferedReader(new StringReader(line)), '\0')) {
      Row row = rows.next();
      return row == null ? List.of() : row.cells();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Separated implements RowReader {

    /** FastCSV bounds these against endless input; files that people have are within. */
    private static final int MOST_FIELDS = 1 << 20;

    private static final int MOST_CHARACTERS = 1 << 26;

    private final Reader text;
    private final Iterator<CsvRecord> records;
    private long comments;

    Separated(char separator, char comment, Reader text) {
      this.text = text;
      this.records =
          CsvReader.builder()
              .fieldSeparator(separator)
              .trimWhitespacesAroundQuotes(true)
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .commentStrategy(comment == '\0' ? CommentStrategy.NONE : CommentStrategy.READ)
              .commentCharacter(comment == '\0' ? '#' : comment)
              .maxBufferSize(MOST_CHARACTERS)
              .build(
                  CsvRecordHandler.builder()
                      .maxFields(MOST_FIELDS)
                      .maxFieldSize(MOST_CHARACTERS)
                      .maxRecordSize(MOST_CHARACTERS)
                      .build(),
                  text)
              .iterator();
    }

    @Override
    public @Nullable Row next() {
      while (records.hasNext()) {
        CsvRecord found = records.next();
        if (!found.isComment()) {
          return new Row(
              found.getStartingLineNumber(),
              found.getFields().stream().map(String::strip).toList());
        }
        comments++;
      }
      return null;
    }

    @Override
    public long comments() {
      return comments;
    }

    @Override
    public void close() throws IOException {
      text.close();
    }
  }

  private static final class BlankSeparated implements RowReader {

    private final BufferedReader text;
    private final char comment;
    private long line;
    private long comments;

    BlankSeparated(BufferedReader text, char comment) {
      this.text = text;
      this.comment = comment;
    }

    @Override
    public @Nullable Row next() throws IOException {
      for (String next = text.readLine(); next != null; next = text.readLine()) {
        line++;
        String content = next.strip();
        if (content.indexOf(comment) == 0) {
          comments++;
        } else if (!content.isEmpty()) {
          return new Row(line, List.of(BLANK.split(content)));
        }
      }
      return null;
    }

    @Override
    public long comments() {
      return comments;
    }

    @Override
    public void close() throws IOException {
      text.close();
    }
  }
}
