package io.scorestream.ingest.table;

import io.scorestream.ingest.bytes.GrowingText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
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

  /** Begins no line. */
  static final char NO_COMMENT = '\0';

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
   * @param lines that are before it
   * @param comment what lines that are left out begin with
   * @param numbers what is read of each row at once
   */
  RowReader rows(BufferedReader text, long lines, char comment, CellNumbers numbers) {
    return this == BLANKS
        ? new BlankSeparated(text, lines, comment, numbers)
        : new SeparatedRows(text, lines, character, comment, numbers);
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
    BufferedReader text = new BufferedReader(new StringReader(line));
    try (RowReader rows =
        this == BLANKS
            ? new BlankSeparated(text, 0, NO_COMMENT, CellNumbers.NONE)
            : new QuotedReader(text, 0, character, NO_COMMENT, CellNumbers.NONE)) {
      Row row = rows.next();
      return row == null ? List.of() : row.cells();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class BlankSeparated implements RowReader {

    private final BufferedReader text;
    private final char comment;
    private final CellNumbers numbers;
    private long line;
    private long comments;

    BlankSeparated(BufferedReader text, long lines, char comment, CellNumbers numbers) {
      this.text = text;
      this.line = lines;
      this.comment = comment;
      this.numbers = numbers;
    }

    @Override
    public @Nullable Row next() throws IOException {
      for (String next = text.readLine(); next != null; next = text.readLine()) {
        line++;
        String content = next.strip();
        if (content.indexOf(comment) == 0) {
          comments++;
        } else if (!content.isEmpty()) {
          return Row.of(line, List.of(BLANK.split(content)), numbers);
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
