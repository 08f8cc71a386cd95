package io.scorestream.evaluator.forecast;

import io.scorestream.diffusion.forecast.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as advice has them, the same in every locale. */
final class AdviceNumbers {

  private static final MathContext SHORT = new MathContext(3);
  private static final double PLAIN_FROM = 1e-4;
  private static final double LEAST_CHANCE = 0.01;

  private AdviceNumbers() {}

  /** A forecast number of samples, to three digits, its thousands apart. */
  static String samples(double m) {
    return size(rounded(m).longValue());
  }

  /** A number of samples that is known, its thousands apart. */
  static String size(long m) {
    return String.format(Locale.ROOT, "%,d", m);
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

  /** A probability, in per cent, and never as if it were certain. */
  static String chance(double share) {
    if (share > 1 - LEAST_CHANCE) {
      return "over 99 %";
    }
    return share < LEAST_CHANCE ? "below 1 %" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static BigDecimal rounded(double value) {
    return new BigDecimal(value).round(SHORT);
  }
}
