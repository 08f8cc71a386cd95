package io.scorestream.ingest.table;

import java.util.HashSet;
import java.util.List;

/**
 * Which cells of a text's rows are columns.
 *
 * @param columns how many columns there are
 * @param rowNames whether each row but the first begins with a name that the first has no cell for,
 *     as R writes them
 * @param trailing whether rows end with a separator, and so with a cell that is always empty
 */
record RowShape(int columns, boolean rowNames, boolean trailing) {

  /** Found out from the first rows of a text, at least one. */
  static RowShape of(List<Row> head) {
    int first = head.get(0).cells().size();
    List<Row> below = head.subList(1, head.size());
    boolean wider = !below.isEmpty() && below.stream().allMatch(row -> row.width() == first + 1);
    boolean emptyEnds = below.stream().allMatch(RowShape::endsEmpty);
    if (wider && emptyEnds) {
      return new RowShape(first, false, true);
    }
    if (first > 1 && emptyEnds && endsEmpty(head.get(0)) && sameWidth(head, first)) {
      return new RowShape(first - 1, false, true);
    }
    return new RowShape(first, wider && haveNames(head), false);
  }

  /** The cells of the columns of a row; {@code null}-free, and as many as there are columns. */
  List<String> cells(Row row, boolean isFirst) {
    int from = from(isFirst);
    return row.cells().subList(from, from + columns);
  }

  /** Index of the first column's cell. */
  int from(boolean isFirst) {
    return rowNames && !isFirst ? 1 : 0;
  }

  /** Whether a row has a cell for every column, and none that is more. */
  boolean fits(Row row, boolean isFirst) {
    int more = row.width() - from(isFirst) - columns;
    return more == 0 || (more == 1 && trailing && endsEmpty(row));
  }

  private static boolean sameWidth(List<Row> rows, int width) {
    return rows.stream().allMatch(row -> row.width() == width);
  }

  private static boolean endsEmpty(Row row) {
    return row.cells().get(row.width() - 1).isEmpty();
  }

  /** Names of rows are all different, and the first row is names of columns. */
  private static boolean haveNames(List<Row> head) {
    DecimalCells numbers = new DecimalCells(false);
    HashSet<String> names = new HashSet<>();
    return head.size() > 2
        && head.get(0).cells().stream().noneMatch(numbers::isNumber)
        && head.subList(1, head.size()).stream().allMatch(row -> names.add(row.cells().get(0)));
  }
}
