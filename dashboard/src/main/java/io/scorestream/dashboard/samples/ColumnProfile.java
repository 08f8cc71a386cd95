package io.scorestream.dashboard.samples;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the numbers of a column are, at a glance.
 *
 * @param n how many there are
 * @param min the least; {@code null}, as the next three, where they stand for categories or are
 *     none
 * @param max the greatest
 * @param mean their mean
 * @param deviation their standard deviation, over n
 * @param edges of the bins of equal width, upwards; the last bin has its upper edge, too; {@code
 *     null} for categories
 * @param counts how many are in each bin, or of each category
 */
public record ColumnProfile(
    int n,
    @Nullable Double min,
    @Nullable Double max,
    @Nullable Double mean,
    @Nullable Double deviation,
    @Nullable List<Double> edges,
    List<Long> counts) {

  /** Bins of numbers that may be any. */
  private static final int BINS = 32;

  /** Whole numbers over such a range, and no larger one, have a bin each. */
  private static final int MOST_WHOLE = 64;

  /** Of numbers that stand for categories 0 to {@code categories − 1}. */
  static ColumnProfile ofCategories(float[] numbers, int categories) {
    long[] counts = new long[categories];
    for (float number : numbers) {
      if (number >= 0 && number < categories) {
        counts[(int) number]++;
      }
    }
    return new ColumnProfile(numbers.length, null, null, null, null, null, boxed(counts));
  }

  /**
   * Of numbers.
   *
   * @param values in the data's own units; those that are not finite are passed over
   * @param whole whether they are whole numbers
   */
  static ColumnProfile of(double[] values, boolean whole) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    if (finite.length == 0) {
      return new ColumnProfile(0, null, null, null, null, List.of(0.0, 1.0), List.of(0L));
    }
    double min = Arrays.stream(finite).min().getAsDouble();
    double max = Arrays.stream(finite).max().getAsDouble();
    // Of the distances from the least, so that a large offset takes no digits from the deviation.
    double above = Arrays.stream(finite).map(value -> value - min).average().orElse(0);
    double square =
        Arrays.stream(finite)
            .map(value -> (value - min - above) * (value - min - above))
            .average()
            .orElse(0);
    double[] edges = edges(min, max, whole);
    return new ColumnProfile(
        finite.length,
        min,
        max,
        min + above,
        Math.sqrt(square),
        Arrays.stream(edges).boxed().toList(),
        boxed(counts(finite, edges)));
  }

  private static double[] edges(double min, double max, boolean whole) {
    if (whole && max - min < MOST_WHOLE) {
      return IntStream.rangeClosed(0, (int) (max - min) + 1)
          .mapToDouble(i -> min - 0.5 + i)
          .toArray();
    }
    double width = max - min;
    if (!(min + width / BINS > min) || !Double.isFinite(width)) {
      double around = Math.max(0.5, Math.ulp(min));
      return new double[] {
        Math.max(min - around, -Double.MAX_VALUE), Math.min(max + around, Double.MAX_VALUE)
      };
    }
    return IntStream.rangeClosed(0, BINS)
        .mapToDouble(i -> i == BINS ? max : min + width * i / BINS)
        .toArray();
  }

  private static long[] counts(double[] values, double[] edges) {
    long[] counts = new long[edges.length - 1];
    for (double value : values) {
      int at = Arrays.binarySearch(edges, value);
      counts[Math.min(counts.length - 1, at >= 0 ? at : -at - 2)]++;
    }
    return counts;
  }

  private static List<Long> boxed(long[] counts) {
    return Arrays.stream(counts).boxed().toList();
  }
}
