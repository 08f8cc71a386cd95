package io.scorestream.ingest.profile;

import io.scorestream.ingest.table.Cells;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Some rows of a table, each as likely as any other to be among them (Vitter's algorithm R). Equal
 * tables give equal rows. Memory is bounded whatever the table's size.
 */
final class RowReservoir {

  private static final int MOST_ROWS = 4096;
  private static final int FEWEST_ROWS = 64;
  private static final int NUMBERS = 1 << 21;
  private static final long SEED = 0x726F7773L;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final int room;
  private final List<double[]> rows = new ArrayList<>();
  private long seen;

  RowReservoir(int columns) {
    this.room = Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, NUMBERS / columns));
  }

  void add(Cells cells) {
    seen++;
    if (rows.size() < room) {
      rows.add(cells.numbers().clone());
      return;
    }
    long place = random.nextLong(seen);
    if (place < room) {
      System.arraycopy(cells.numbers(), 0, rows.get((int) place), 0, cells.numbers().length);
    }
  }

  /** A column's finite numbers among these rows, ascending. */
  double[] column(int column) {
    double[] numbers =
        rows.stream().mapToDouble(row -> row[column]).filter(Double::isFinite).toArray();
    Arrays.sort(numbers);
    return numbers;
  }
}
