package io.scorestream.ingest;

import java.util.Locale;
import java.util.Set;

/** Numbers as people write them in tables: decimal, with a point, perhaps with an exponent. */
final class DecimalCells {

  private static final Set<String> NOT_FINITE =
      Set.of("nan", "+nan", "-nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity");

  private DecimalCells() {}

  /** Whether the cell is meant as a number; it need not be a finite one. */
  static boolean isNumber(String cell) {
    return isNotFinite(cell) || (isDecimal(cell) && parses(cell));
  }

  /** Whether the cell is a word for NaN or an infinity. */
  static boolean isNotFinite(String cell) {
    return NOT_FINITE.contains(cell.toLowerCase(Locale.ROOT));
  }

  /**
   * The number in a cell, rounded to float32; infinite where that is too small for it.
   *
   * @throws NumberFormatException when there is none
   */
  static float parse(String cell) {
    if (!isDecimal(cell)) {
      throw new NumberFormatException(cell);
    }
    return Float.parseFloat(cell);
  }

  /** Java would read "1f", "2d" and "0x1p3" as numbers too; a table means something else. */
  private static boolean isDecimal(String cell) {
    return cell.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0);
  }

  private static boolean parses(String cell) {
    try {
      Float.parseFloat(cell);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
