package io.scorestream.ingest.table;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
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

  /** Characters behind a sign within which digits are below 2⁵³. */
  private static final int MOST_PLAIN = 15;

  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private static final int LONGEST_INFINITE = "+infinity".length();

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
    return parse(cell.toCharArray(), 0, cell.length());
  }

  /** The number in a cell of a text, from one index, inclusive, to another, exclusive. */
  double parse(char[] text, int from, int to) {
    double plain = plain(text, from, to);
    return Double.isNaN(plain) ? parseAny(text, from, to) : plain;
  }

  /**
   * What most cells are: some digits and perhaps a point. Where digits and the power of ten that
   * divides them are float64 both, their quotient is what any parser rounds to (Clinger 1990).
   *
   * @return NaN where it is anything else
   */
  private double plain(char[] text, int from, int to) {
    char mark = comma ? ',' : '.';
    boolean negative = from < to && text[from] == '-';
    int at = negative ? from + 1 : from;
    if (to - at > MOST_PLAIN) {
      return Double.NaN;
    }
    long digits = 0;
    int whole = -1;
    for (; at < to; at++) {
      int digit = text[at] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = 10 * digits + digit;
      } else if (text[at] == mark && whole < 0) {
        whole = at;
      } else {
        return Double.NaN;
      }
    }
    int fraction = whole < 0 ? 0 : to - 1 - whole;
    boolean any = to - from > (negative ? 1 : 0) + (whole < 0 ? 0 : 1);
    double size = digits / POWERS[fraction];
    return any ? negative ? -size : size : Double.NaN;
  }

  private double parseAny(char[] text, int from, int to) {
    if (!mayBeDecimal(text, from, to)) {
      return to - from <= LONGEST_INFINITE
          ? infinite(new String(text, from, to - from))
          : Double.NaN;
    }
    try {
      return comma
          ? JavaDoubleParser.parseDouble(withPoint(new String(text, from, to - from)))
          : JavaDoubleParser.parseDouble(text, from, to - from);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static String withPoint(String cell) {
    return cell.indexOf('.') >= 0 ? "" : cell.replace(',', '.');
  }

  private static double infinite(String cell) {
    return INFINITE.contains(cell.toLowerCase(Locale.ROOT))
        ? cell.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY
        : Double.NaN;
  }

  /**
   * Whether a number of the language is one of a table: "1f", "2d", "0x1p3" and "NaN" are none. All
   * but digits, points, signs and exponents the parser refuses.
   */
  private boolean mayBeDecimal(char[] text, int from, int to) {
    if (from == to || !(isDigit(text[to - 1]) || text[to - 1] == (comma ? ',' : '.'))) {
      return false;
    }
    boolean signed = text[from] == '-' || text[from] == '+';
    int first = signed ? from + 1 : from;
    boolean hex = first + 1 < to && (text[first + 1] | ' ') == 'x';
    return first < to && !hex && (isDigit(text[first]) || text[first] == (comma ? ',' : '.'));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
