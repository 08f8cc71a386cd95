package io.scorestream.ingest;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
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

  /** The rows of a text, which closes with them. */
  RowReader rows(BufferedReader text) {
    return this == BLANKS ? new BlankSeparated(text) : new Separated(character, text);
  }

  private static final class Separated implements RowReader {

    private final Reader text;
    private final Iterator<CsvRecord> records;

    Separated(char separator, Reader text) {
      this.text = text;
      this.records =
          CsvReader.builder()
              .fieldSeparator(separator)
              .trimWhitespacesAroundQuotes(true)
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .ofCsvRecord(text)
              .iterator();
    }

    @Override
    public @Nullable Row next() {
      if (!records.hasNext()) {
        return null;
      }
      CsvRecord found = records.next();
      return new Row(
          found.getStartingLineNumber(), found.getFields().stream().map(String::strip).toList());
    }

    @Override
    public void close() throws IOException {
      text.close();
    }
  }

  private static final class BlankSeparated implements RowReader {

    private final BufferedReader text;
    private long line;

    BlankSeparated(BufferedReader text) {
      this.text = text;
    }

    @Override
    public @Nullable Row next() throws IOException {
      for (String next = text.readLine(); next != null; next = text.readLine()) {
        line++;
        String content = next.strip();
        if (!content.isEmpty()) {
          return new Row(line, List.of(BLANK.split(content)));
        }
      }
      return null;
    }

    @Override
    public void close() throws IOException {
      text.close();
    }
  }
}
