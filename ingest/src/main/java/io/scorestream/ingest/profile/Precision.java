package io.scorestream.ingest.profile;

import io.scorestream.events.ColumnKind;

/**
 * What numbers of a column are sent as float32 beside: a number is {@code offset + unit · sent}.
 *
 * <p>Float32 keeps a number to 2⁻²⁴ of its size, so what counts is how far numbers lie from 0 by
 * their own spread. Offset 0 and unit 1 stay wherever all numbers are kept to {@value #KEPT} of the
 * standard deviation, or lie so close to 0 that no offset would help.
 */
record Precision(double offset, double unit) {

  private static final Precision PLAIN = new Precision(0, 1);
  private static final double KEPT = 1e-6;

  /** 2⁻²⁴ times this is {@link #KEPT}. */
  private static final double FAR = 16;

  /** Spread and size within which differences of float32 neither vanish nor overflow. */
  private static final double SMALLEST_SPREAD = 1e-30;

  private static final double GREATEST_SPREAD = 1e30;
  private static final double GREATEST = 1e37;
  private static final int LEAST_EXPONENT = -300;

  static Precision of(ColumnProfile column, ColumnKind kind) {
    if (kind == ColumnKind.BINARY || kind == ColumnKind.CATEGORICAL || column.numbers() == 0) {
      return PLAIN;
    }
    double spread = column.deviation();
    if (spread == 0) {
      return column.roundingError() == 0 ? PLAIN : new Precision(column.least(), 1);
    }
    if (column.roundingError() <= KEPT * spread) {
      return PLAIN;
    }
    double mean = column.mean();
    boolean far = !(Math.abs(mean) <= FAR * spread);
    double size = Math.max(Math.abs(column.least()), Math.abs(column.greatest()));
    boolean fits = spread >= SMALLEST_SPREAD && spread <= GREATEST_SPREAD && size <= GREATEST;
    if (!far && fits) {
      return PLAIN;
    }
    if (kind == ColumnKind.INTEGER) {
      return new Precision(far ? Math.rint(mean) : 0, 1);
    }
    double step = powerOfTen(spread);
    double offset = far ? Math.rint(mean / step) * step : 0;
    return new Precision(offset, spread >= SMALLEST_SPREAD && spread <= GREATEST_SPREAD ? 1 : step);
  }

  /** Whether float64 itself, in which files are read, does not keep the column's differences. */
  static boolean isLost(ColumnProfile column) {
    return column.deviation() > 0 && Math.ulp(column.mean()) / 2 > KEPT * column.deviation();
  }

  boolean isPlain() {
    return equals(PLAIN);
  }

  private static double powerOfTen(double size) {
    int exponent = Math.max(LEAST_EXPONENT, (int) Math.floor(Math.log10(size)));
    return Double.parseDouble("1e" + exponent);
  }
}
