package io.scorestream.report.terminal;

import java.util.Locale;

/** Numbers of which as many digits are shown as fit. */
final class ShortNumber {

  private ShortNumber() {}

  /**
   * The number in at most so many characters, without a zero before the point: {@code .0523},
   * {@code 12.34}, {@code 3e-7}; {@code -} where it is NaN.
   *
   * @param value 0 or more
   * @param width at least 4
   */
  static String of(double value, int width) {
    if (Double.isNaN(value)) {
      return "-";
    }
    if (Double.isInfinite(value)) {
      return "inf";
    }
    for (int decimals = width - 1; decimals >= 0; decimals--) {
      String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
      String digits = text.startsWith("0.") ? text.substring(1) : text;
      if (digits.length() <= width) {
        return value > 0 && isZero(digits) ? power(value) : digits;
      }
    }
    return power(value);
  }

  private static boolean isZero(String digits) {
    return digits.chars().allMatch(c -> c == '0' || c == '.');
  }

  private static String power(double value) {
    return String.format(Locale.ROOT, "%.0e", value)
        .replaceFirst("e([-+])0*", "e$1")
        .replace("+", "");
  }
}
