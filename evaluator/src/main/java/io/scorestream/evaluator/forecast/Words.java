package io.scorestream.evaluator.forecast;

import io.scorestream.diffusion.forecast.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as advice has them, the same in every locale. */
final class Words {

  private static final MathContext SHORT = new MathContext(3);
  private static final double PLAIN_FROM = 1e-4;

  private Words() {}

  /** A number of samples, to three digits, its thousands apart. */
  static String samples(double m) {
    return String.format(Locale.ROOT, "%,d", rounded(m).longValue());
  }

  /** Three significant digits. */
  static String number(double value) {
    if (value != 0 && Math.abs(value) < PLAIN_FROM) {
      return String.format(Locale.ROOT, "%.1e", value);
    }
    return rounded(value).stripTrailingZeros().toPlainString();
  }

  /** A number between its ends. */
  static String interval(Interval interval) {
    return "%s [%s, %s]"
        .formatted(number(interval.value()), number(interval.low()), number(interval.high()));
  }

  /** A probability or share, in per cent. */
  static String share(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static BigDecimal rounded(double value) {
    return new BigDecimal(value).round(SHORT);
  }
}
