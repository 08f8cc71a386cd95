package io.scorestream.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as text, the same in every locale. */
final class NumberText {

  private static final String UNKNOWN = "–";

  private NumberText() {}

  /** Four significant digits; a dash where not known. */
  static String precise(double value) {
    return text("%.4g", value);
  }

  /** At most two significant digits and no trailing zeros, for labels. */
  static String brief(double value) {
    return new BigDecimal(value).round(new MathContext(2)).stripTrailingZeros().toPlainString();
  }

  /** Two decimals; a dash where not known. */
  static String slope(double value) {
    return text("%.2f", value);
  }

  /** The slope and, where there is one, its standard error. */
  static String slope(PowerLaw law) {
    return Double.isNaN(law.slopeError())
        ? slope(law.slope())
        : slope(law.slope()) + " ± " + slope(law.slopeError());
  }

  /** The number, with its interval in brackets where one is known. */
  static String precise(Estimate estimate) {
    boolean bounded = !Double.isNaN(estimate.low()) && !Double.isNaN(estimate.high());
    return bounded
        ? "%s [%s, %s]"
            .formatted(precise(estimate.value()), precise(estimate.low()), precise(estimate.high()))
        : precise(estimate.value());
  }

  /** A whole number, its thousands apart. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A number of samples, three digits of it, its thousands apart. */
  static String samples(double m) {
    return count(new BigDecimal(m).round(new MathContext(3)).longValue());
  }

  private static String text(String format, double value) {
    if (Double.isNaN(value)) {
      return UNKNOWN;
    }
    return Double.isInfinite(value) ? "∞" : String.format(Locale.ROOT, format, value);
  }
}
