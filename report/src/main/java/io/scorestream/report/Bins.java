package io.scorestream.report;

import java.util.Arrays;

/**
 * Equal bins of a histogram, whose edges are whole multiples of 1, 2 or 5 times a power of ten, or
 * halves that stand around whole numbers.
 *
 * @param first lowest edge, in widths
 * @param count how many there are
 * @param width of each
 */
record Bins(double first, int count, double width) {

  private static final double[] ROUND = {1, 2, 5, 10};

  /** Bins that cover a range, at most as many as given but for the two at its ends. */
  static Bins covering(Range range, int most) {
    double least = range.width() / most;
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    double factor = Arrays.stream(ROUND).filter(f -> f * power >= least).findFirst().orElse(10);
    double width = factor * power;
    double first = Math.floor(range.low() / width);
    return new Bins(first, (int) (Math.ceil(range.high() / width) - first), width);
  }

  /** A bin around each whole number from one to another, both included. */
  static Bins around(long low, long high) {
    return new Bins(low - 0.5, (int) (high - low) + 1, 1);
  }

  /** Whether it was made by {@link #around}. */
  boolean isAroundWholeNumbers() {
    return first != Math.rint(first);
  }

  double low() {
    return first * width;
  }

  double high() {
    return (first + count) * width;
  }

  /** The outline of the bars from left to right: both edges of every bin. */
  double[] outlineX() {
    double[] x = new double[2 * count];
    Arrays.setAll(x, i -> (first + Math.floorDiv(i + 1, 2)) * width);
    return x;
  }

  /** The heights that go with {@link #outlineX}. */
  double[] outlineY(double[] density) {
    double[] y = new double[2 * count];
    Arrays.setAll(y, i -> density[i / 2]);
    return y;
  }

  /** Share of all samples in each bin per unit of x; what lies outside counts in the total only. */
  double[] density(double[] samples) {
    double[] density = new double[count];
    for (double sample : samples) {
      double bin = Math.floor(sample / width - first);
      if (bin >= 0 && bin < count) {
        density[(int) bin] += 1 / (width * samples.length);
      }
    }
    return density;
  }
}
