package io.scorestream.ingest.table;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Numbers as people write them in tables: decimal, perhaps with an exponent.
 *
 * @param comma whether a comma stands where others write a point
 */
record DecimalCells(boolean comma) {

  private static final Set<String> MISSING =
      Set.of("", "na", "n/a", "#n/a", "<na>", "null", "none", "nan", "+nan", "-nan", "?", "-");

  private static final Set<String> INFINITE =
      Set.of("inf", "+inf", "-inf", "infinity", "+infinity", "-infinity");

  private static final Pattern WITH_COMMA = Pattern.compile("[+-]?\\d*,\\d+(?:[eE][+-]?\\d+)?");
  private static final Pattern THOUSANDS = Pattern.compile("[+-]?[1-9]\\d{0,2}(?:,\\d{3})+");

  /** Whether the cell is one of the words for nothing: empty, NA, N/A, null, NaN, ?, -. */
  static boolean isMissing(String cell) {
    return cell.length() <= 4 && MISSING.contains(cell.toLowerCase(Locale.ROOT));
  }

  /** Whether the cell is a number that has a comma for a point. */
  static boolean hasComma(String cell) {
    return WITH_COMMA.matcher(cell).matches();
  }

  /** Whether its comma may as well be between thousands, such as 1,234. */
  static boolean mayHaveThousands(String cell) {
    return THOUSANDS.matcher(cell).matches();
  }

  /** Whether the cell is meant as a number; it may be infinite. */
  boolean isNumber(String cell) {
    return !Double.isNaN(parse(cell));
  }

  /** The number in a cell, rounded to float64; NaN where there is none. */
  double parse(String cell) {
    if (cell.isEmpty() || !isDecimal(cell)) {
      return INFINITE.contains(cell.toLowerCase(Locale.ROOT))
          ? cell.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY
          : Double.NaN;
    }
    try {
      return Double.parseDouble(comma ? cell.replace(',', '.') : cell);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Java would read "1f", "2d" and "0x1p3" as numbers too; a table means something else. */
  private boolean isDecimal(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      boolean part =
          (c >= '0' && c <= '9')
              || c == '+'
              || c == '-'
              || c == 'e'
              || c == 'E'
              || c == (comma ? ',' : '.');
      if (!part) {
        return false;
      }
    }
    return true;
  }
}
