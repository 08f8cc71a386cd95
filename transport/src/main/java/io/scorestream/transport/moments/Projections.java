package io.scorestream.transport.moments;

import io.scorestream.rows.Rows;
import java.util.Arrays;

/**
 * What points are along their coordinates and along further axes, each about its mean. Immutable.
 *
 * @param means {@code [d + r]}
 * @param columns {@code [d + r][n]}
 */
@SuppressWarnings("ArrayRecordComponent")
record Projections(double[] means, double[][] columns) {

  /**
   * Those of points.
   *
   * @param points {@code [n, d]}, at least one row
   * @param axes {@code [r, d]}
   */
  static Projections of(Rows points, Rows axes) {
    int d = points.dimension();
    double[][] columns = new double[d + axes.count()][points.count()];
    for (int i = 0; i < points.count(); i++) {
      for (int j = 0; j < d; j++) {
        columns[j][i] = points.at(i, j);
      }
    }
    for (int axis = 0; axis < axes.count(); axis++) {
      for (int j = 0; j < d; j++) {
        addTo(columns[d + axis], axes.at(axis, j), columns[j]);
      }
    }
    double[] means = new double[columns.length];
    for (int j = 0; j < columns.length; j++) {
      means[j] = centre(columns[j]);
    }
    return new Projections(means, columns);
  }

  private static void addTo(double[] sums, double factor, double[] numbers) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += factor * numbers[i];
    }
  }

  /** Takes the mean from all numbers, and returns it. */
  private static double centre(double[] numbers) {
    double mean = Arrays.stream(numbers).average().orElseThrow();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] -= mean;
    }
    return mean;
  }
}
