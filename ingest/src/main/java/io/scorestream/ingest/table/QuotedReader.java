package io.scorestream.ingest.table;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Rows whose cells may be quoted (RFC 4180), as FastCSV reads them. Owned by one thread. */
final class QuotedReader implements RowReader {

  /** FastCSV bounds these against endless input; files that people have are within. */
  private static final int MOST_FIELDS = 1 << 20;

  private static final int MOST_CHARACTERS = 1 << 26;

  private final Reader text;
  private final CellNumbers numbers;
  private final Iterator<CsvRecord> records;
  private long comments;

  /**
   * @param lines that are before the text
   */
  QuotedReader(Reader text, long lines, char separator, char comment, CellNumbers numbers) {
    this.text = text;
    this.numbers = numbers;
    boolean commented = comment != Separator.NO_COMMENT;
    this.records =
        CsvReader.builder()
            .fieldSeparator(separator)
            .trimWhitespacesAroundQuotes(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .commentStrategy(commented ? CommentStrategy.READ : CommentStrategy.NONE)
            .commentCharacter(commented ? comment : '#')
            .maxBufferSize(MOST_CHARACTERS)
            .build(
                CsvRecordHandler.builder()
                    .maxFields(MOST_FIELDS)
                    .maxFieldSize(MOST_CHARACTERS)
                    .maxRecordSize(MOST_CHARACTERS)
                    .build(),
                new BehindLines(text, lines))
            .iterator();
  }

  @Override
  public @Nullable Row next() {
    while (records.hasNext()) {
      CsvRecord found = records.next();
      if (!found.isComment()) {
        return Row.of(found.getStartingLineNumber(), found.getFields(), numbers);
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

  /** A text behind as many blank lines as there are before it, so that FastCSV counts them. */
  private static final class BehindLines extends Reader {

    private final Reader text;
    private long lines;

    BehindLines(Reader text, long lines) {
      this.text = text;
      this.lines = lines;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
      if (lines == 0) {
        return text.read(into, offset, length);
      }
      int blank = (int) Math.min(lines, length);
      Arrays.fill(into, offset, offset + blank, '\n');
      lines -= blank;
      return blank;
    }

    @Override
    public void close() throws IOException {
      text.close();
    }
  }
}
