package io.scorestream.ingest.profile;

import io.scorestream.events.ColumnKind;
import io.scorestream.ingest.choice.Kinds;
import io.scorestream.ingest.table.Cells;
import io.scorestream.ingest.table.Cursor;
import io.scorestream.ingest.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one pass over all rows of a table found.
 *
 * @param rows that are samples
 * @param withoutCell rows left out because a cell is missing
 * @param farOut rows left out because a number is infinite or far out
 * @param columns what each of them has, in rows that are samples; missing cells in all rows
 * @param reservoir some of the samples
 */
record TablePass(
    long rows, long withoutCell, long farOut, List<ColumnProfile> columns, RowReservoir reservoir) {

  static TablePass over(Table table, Kinds kinds, RowFilter filter) {
    List<String> names = table.columns();
    List<ColumnProfile> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      ColumnKind said = kinds.of(i + 1, names.get(i)).orElse(null);
      columns.add(new ColumnProfile(said == ColumnKind.CATEGORICAL));
    }
    RowReservoir reservoir = new RowReservoir(names.size());
    Cells cells = new Cells(names.size());
    long rows = 0;
    long withoutCell = 0;
    long farOut = 0;
    try (Cursor cursor = table.open()) {
      while (cursor.next(cells)) {
        if (filter.dropsForMissing(cells)) {
          withoutCell++;
          countMissing(columns, cells);
        } else if (filter.dropsForNumbers(cells.numbers())) {
          farOut++;
        } else {
          rows++;
          reservoir.add(cells);
          for (int i = 0; i < columns.size(); i++) {
            columns.get(i).add(cells, i);
          }
        }
      }
    }
    return new TablePass(rows, withoutCell, farOut, List.copyOf(columns), reservoir);
  }

  private static void countMissing(List<ColumnProfile> columns, Cells cells) {
    for (int i = 0; i < columns.size(); i++) {
      if (cells.isMissing(i)) {
        columns.get(i).addMissing(cells.row());
      }
    }
  }

  /** Where the middle half of each column lies. */
  List<Middle> middles() {
    return IntStream.range(0, columns.size())
        .mapToObj(column -> Middle.of(reservoir.column(column)))
        .toList();
  }
}
