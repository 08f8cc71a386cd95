package io.scorestream.ingest.table;

import io.scorestream.ingest.bytes.DataFile;
import io.scorestream.ingest.choice.TableChoice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a text holds its samples.
 *
 * @param shape which cells of a row are columns
 * @param firstLine number of the line on which the first row starts
 * @param header whether that row holds names and not numbers
 * @param names of all columns, no two alike
 * @param chosen the columns of a sample, each from 0, in their order
 * @param numbers how numbers are written
 * @param notices what a person should know of how all this was found out
 */
record TextLayout(
    DataFile file,
    Opening opening,
    RowShape shape,
    long firstLine,
    boolean header,
    List<String> names,
    List<Integer> chosen,
    DecimalCells numbers,
    List<String> notices) {

  private static final Pattern UNNAMED = Pattern.compile("|Unnamed: \\d+");
  private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");

  /**
   * Finds out from the first rows.
   *
   * @throws io.scorestream.service.ScorestreamException when there are none, or the chosen columns
   *     are not there
   */
  static TextLayout of(DataFile file, TableChoice choice) {
    Opening opening = Opening.of(file);
    List<Row> head = TextRows.head(file, opening);
    if (head.isEmpty()) {
      throw TextFaults.empty(file);
    }
    return new Finder(file, opening, head, Columns.parse(choice.columns())).layout(choice);
  }

  private static final class Finder {

    private final DataFile file;
    private final Opening opening;
    private final Row first;
    private final RowShape shape;
    private final Columns columns;
    private final List<Row> below;
    private final boolean onlyRow;
    private final List<String> notices = new ArrayList<>();

    Finder(DataFile file, Opening opening, List<Row> head, Columns columns) {
      this.file = file;
      this.opening = opening;
      this.first = head.get(0);
      this.shape = RowShape.of(head);
      this.columns = columns;
      this.onlyRow = head.size() == 1;
      this.below =
          head.subList(1, head.size()).stream().filter(row -> shape.fits(row, false)).toList();
    }

    TextLayout layout(TableChoice choice) {
      List<String> firstCells = shape.cells(first, true);
      List<List<String>> rows = new ArrayList<>(below.stream().map(this::cells).toList());
      rows.add(firstCells);
      DecimalComma comma = DecimalComma.in(rows, opening.separator());
      List<String> commented = namesInComment(comma.cells());
      List<Integer> chosen =
          columns.indices(
              file.path(), ", line " + first.line(), commented == null ? firstCells : commented);
      HeaderRow header = header(choice, chosen, comma.cells(), commented);
      if (header.isHeader() && onlyRow) {
        throw TextFaults.onlyHeader(file.path(), first.line());
      }
      List<String> given = header.isHeader() ? firstCells : commented;
      ColumnNames names =
          given == null ? ColumnNames.numbered(shape.columns()) : ColumnNames.of(given);
      if (given != null && columns.all() && countsRows(given)) {
        chosen = chosen.subList(1, chosen.size());
        say("column 1 has no name and counts the rows: it is left out");
      }
      if (shape.rowNames()) {
        say("rows begin with a cell that has no name, such as " + rowName() + ": it is left out");
      }
      say(comma.word());
      say(header.word());
      names.words().forEach(this::say);
      return new TextLayout(
          file,
          opening,
          shape,
          first.line(),
          header.isHeader(),
          names.names(),
          List.copyOf(chosen),
          comma.cells(),
          List.copyOf(notices));
    }

    private HeaderRow header(
        TableChoice choice,
        List<Integer> chosen,
        DecimalCells numbers,
        @Nullable List<String> commented) {
      if (commented != null) {
        return new HeaderRow(false, "");
      }
      if (columns.byName()) {
        return new HeaderRow(true, "");
      }
      return HeaderRow.of(
          choice.header(),
          chosen.stream().map(shape.cells(first, true)::get).toList(),
          below.stream().map(row -> chosen.stream().map(cells(row)::get).toList()).toList(),
          numbers);
    }

    /** The last comment line before the first row, where it has a word for each column. */
    private @Nullable List<String> namesInComment(DecimalCells numbers) {
      if (opening.comments().isEmpty() || !anyNumber(first, numbers)) {
        return null;
      }
      String last = opening.comments().get(opening.comments().size() - 1);
      for (Separator separator : List.of(opening.separator(), Separator.in(last))) {
        List<String> words = separator.cells(last);
        if (words.size() == shape.columns() && words.stream().noneMatch(numbers::isNumber)) {
          return words;
        }
      }
      return null;
    }

    private boolean anyNumber(Row row, DecimalCells numbers) {
      return shape.cells(row, true).stream().anyMatch(numbers::isNumber);
    }

    private boolean countsRows(List<String> given) {
      Set<String> seen = new HashSet<>();
      return given.size() > 1
          && UNNAMED.matcher(given.get(0)).matches()
          && below.stream()
              .map(row -> cells(row).get(0))
              .allMatch(cell -> WHOLE.matcher(cell).matches() && seen.add(cell));
    }

    private String rowName() {
      return below.get(0).cells().get(0);
    }

    private List<String> cells(Row row) {
      return shape.cells(row, false);
    }

    private void say(String word) {
      if (!word.isEmpty()) {
        notices.add(word);
      }
    }
  }
}
