package io.scorestream.ingest.table;

import java.util.List;
import java.util.stream.Stream;

/**
 * Whether a text's numbers have commas for points.
 *
 * @param cells how its numbers are read
 * @param word what a person should know of it; empty where there is nothing to know
 */
record DecimalComma(DecimalCells cells, String word) {

  private static final DecimalComma POINT = new DecimalComma(new DecimalCells(false), "");

  /**
   * Found out from the first rows: some number has a comma and none has a point. Where commas
   * separate the cells, what may be thousands is taken for neither.
   *
   * @param rows chosen cells
   */
  static DecimalComma in(List<List<String>> rows, Separator separator) {
    List<String> commas = cells(rows).filter(DecimalCells::hasComma).toList();
    boolean points =
        cells(rows).anyMatch(cell -> cell.indexOf('.') >= 0 && POINT.cells().isNumber(cell));
    if (commas.isEmpty() || points) {
      return POINT;
    }
    boolean thousands = commas.stream().allMatch(DecimalCells::mayHaveThousands);
    if (thousands && separator == Separator.COMMA) {
      return POINT;
    }
    String example = commas.get(0);
    return new DecimalComma(
        new DecimalCells(true),
        "commas are taken for decimal points: %s is read as %s"
            .formatted(example, example.replace(',', '.')));
  }

  private static Stream<String> cells(List<List<String>> rows) {
    return rows.stream().flatMap(List::stream);
  }
}
