package io.scorestream.ingest.profile;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as people read them: in full where they are short, whatever the locale. */
final class Numbers {

  private static final double LONGEST_WHOLE = 1e15;

  private static final MathContext THREE_DIGITS = new MathContext(3);

  private Numbers() {}

  /** As short as tells the number from its neighbours; whole ones without a point. */
  static String text(double number) {
    return number == Math.rint(number) && Math.abs(number) < LONGEST_WHOLE
        ? String.valueOf((long) number)
        : String.valueOf(number).replace('E', 'e');
  }

  /** To three digits. */
  static String rounded(double number) {
    return text(
        number == 0 || !Double.isFinite(number)
            ? number
            : new BigDecimal(number, THREE_DIGITS).doubleValue());
  }
}
