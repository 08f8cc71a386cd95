package io.scorestream.ingest.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers of the chosen cells of a row, to be read where the row is. Immutable. */
final class CellNumbers {

  /** Reads none, where the layout is not known yet. */
  static final CellNumbers NONE =
      new CellNumbers(new RowShape(0, false, false), new int[0], new DecimalCells(false));

  private static final double[] NOTHING = {};

  private final RowShape shape;
  private final int[] chosen;
  private final DecimalCells decimal;

  private CellNumbers(RowShape shape, int[] chosen, DecimalCells decimal) {
    this.shape = shape;
    this.chosen = chosen;
    this.decimal = decimal;
  }

  /**
   * Those of a layout.
   *
   * @param chosen columns, each from 0
   */
  static CellNumbers of(RowShape shape, List<Integer> chosen, DecimalCells decimal) {
    int from = shape.from(false);
    return new CellNumbers(
        shape, chosen.stream().mapToInt(column -> from + column).toArray(), decimal);
  }

  /** Their numbers, NaN where one is none; nothing where the row is of another shape. */
  double[] of(Row row) {
    if (chosen.length == 0 || !shape.fits(row, false)) {
      return NOTHING;
    }
    double[] numbers = new double[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      numbers[i] = row.number(chosen[i], decimal);
    }
    return numbers;
  }

  /** What stands in one of them. */
  String text(Row row, int index) {
    return row.cell(chosen[index]);
  }

  /** The same where it is no number; {@code null} for nothing. */
  @Nullable String word(Row row, int index) {
    String text = text(row, index);
    return DecimalCells.isMissing(text) ? null : text;
  }
}
