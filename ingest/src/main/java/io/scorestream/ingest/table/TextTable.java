package io.scorestream.ingest.table;

import io.scorestream.events.ImageShape;
import io.scorestream.ingest.bytes.DataFile;
import io.scorestream.ingest.bytes.TextDecoding;
import io.scorestream.ingest.choice.TableChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a text: comma, semicolon, tab or blank separated, with or without a header. Its rows
 * are called by their lines.
 */
final class TextTable implements Table {

  private final TextLayout layout;

  /** Comment lines behind the first row, known once all rows were read. */
  private long comments;

  private TextTable(TextLayout layout) {
    this.layout = layout;
  }

  static TextTable of(DataFile file, TableChoice choice) {
    TextDecoding.requireText(file);
    return new TextTable(TextLayout.of(file, choice));
  }

  @Override
  public List<String> columns() {
    return layout.chosen().stream().map(layout.names()::get).toList();
  }

  @Override
  public Optional<ImageShape> image() {
    return Optional.empty();
  }

  @Override
  public List<String> notices() {
    if (comments == 0) {
      return layout.notices();
    }
    List<String> notices = new ArrayList<>(layout.notices());
    char mark = layout.opening().comment();
    notices.add(
        comments == 1
            ? "1 line that begins with %s is left out as a comment".formatted(mark)
            : "%s lines that begin with %s are left out as comments".formatted(comments, mark));
    return List.copyOf(notices);
  }

  @Override
  public String place(long number) {
    return "line " + number;
  }

  @Override
  public String column(int index) {
    int column = layout.chosen().get(index);
    String number = String.valueOf(column + 1 + layout.shape().from(false));
    String name = layout.names().get(column);
    return "column " + number + (name.equals(number) ? "" : " (" + name + ")");
  }

  @Override
  public Cursor open() {
    return new Lines();
  }

  private final class Lines implements Cursor {

    private final TextRows rows;
    private final CellNumbers numbers;

    Lines() {
      this.numbers = CellNumbers.of(layout.shape(), layout.chosen(), layout.numbers());
      this.rows = new TextRows(layout.file(), layout.opening(), numbers);
      if (layout.header()) {
        rows.next();
      }
    }

    @Override
    public boolean next(Cells into) {
      Row row = rows.next();
      if (row == null) {
        comments = rows.comments() - layout.opening().comments().size();
        return false;
      }
      if (!layout.shape().fits(row, false)) {
        throw TextFaults.ragged(layout, row);
      }
      into.take(row, numbers);
      return true;
    }

    @Override
    public Optional<String> openQuote() {
      return rows.openQuote();
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
