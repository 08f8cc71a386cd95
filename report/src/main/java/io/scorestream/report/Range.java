package io.scorestream.report;

import io.scorestream.rows.Rows;

/**
 * An interval of an axis.
 *
 * @param low its lower end
 * @param high its upper end, above the lower
 */
record Range(double low, double high) {

  private static final double MARGIN = 0.08;

  /**
   * What one coordinate of some samples spans, and a margin.
   *
   * @param samples {@code [n, d]}; numbers that are not finite are left out
   * @param coordinate from 0
   */
  static Range of(Rows samples, int coordinate) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < samples.count(); row++) {
      float number = samples.at(row, coordinate);
      if (Float.isFinite(number)) {
        low = Math.min(low, number);
        high = Math.max(high, number);
      }
    }
    if (low > high) {
      return new Range(-1, 1);
    }
    double margin = high > low ? MARGIN * (high - low) : 1;
    return new Range(low - margin, high + margin);
  }

  double width() {
    return high - low;
  }

  /** The interval of another width around the same centre. */
  Range widenedTo(double width) {
    double centre = (low + high) / 2;
    return new Range(centre - width / 2, centre + width / 2);
  }
}
