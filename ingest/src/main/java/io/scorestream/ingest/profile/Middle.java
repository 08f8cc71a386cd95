package io.scorestream.ingest.profile;

import java.util.Arrays;

/**
 * Where the middle half of a column's numbers lies, which a few numbers far out do not move.
 *
 * @param median between the halves
 * @param width of the middle half; where that is a single number, the median distance of those that
 *     differ from it, and 0 where none does
 */
record Middle(double median, double width) {

  /**
   * @param sorted ascending
   */
  static Middle of(double[] sorted) {
    if (sorted.length == 0) {
      return new Middle(0, 0);
    }
    double median = sorted[sorted.length / 2];
    double width = sorted[sorted.length * 3 / 4] - sorted[sorted.length / 4];
    if (width > 0) {
      return new Middle(median, width);
    }
    double[] others =
        Arrays.stream(sorted)
            .map(number -> Math.abs(number - median))
            .filter(distance -> distance > 0)
            .sorted()
            .toArray();
    return new Middle(median, others.length == 0 ? 0 : others[others.length / 2]);
  }

  /** How many widths a number lies from the median; 0 where there is no width. */
  double widthsTo(double number) {
    return width == 0 ? 0 : Math.abs(number - median) / width;
  }
}
