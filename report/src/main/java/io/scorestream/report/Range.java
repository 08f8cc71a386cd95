package io.scorestream.report;

/**
 * An interval of an axis.
 *
 * @param low its lower end
 * @param high its upper end, above the lower
 */
record Range(double low, double high) {

  private static final double MARGIN = 0.08;

  /**
   * What some numbers span, and a margin.
   *
   * @param values those that are not finite are left out
   */
  static Range of(double... values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (Double.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
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
