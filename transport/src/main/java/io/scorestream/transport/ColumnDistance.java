package io.scorestream.transport;

import io.scorestream.rows.Rows;

/**
 * Distances of one column of two samples, exact. Where columns have units of their own, no distance
 * of whole points says which of them is wrong. Pure functions.
 */
public final class ColumnDistance {

  private ColumnDistance() {}

  /** {@code W_1} of the column's numbers, in its own units. */
  public static double w1(Rows x, Rows y, int column) {
    return Wasserstein1D.w1(column(x, column), column(y, column));
  }

  /**
   * Total variation between the frequencies of the column's categories: {@code W_1} where any two
   * of them are 1 apart, in [0, 1].
   *
   * @param categories which the numbers 0, 1, … stand for; all others count as one more
   */
  public static double totalVariation(Rows x, Rows y, int column, int categories) {
    double[] difference = new double[categories + 1];
    for (int row = 0; row < x.count(); row++) {
      difference[category(x.at(row, column), categories)] += 1.0 / x.count();
    }
    for (int row = 0; row < y.count(); row++) {
      difference[category(y.at(row, column), categories)] -= 1.0 / y.count();
    }
    double sum = 0;
    for (double part : difference) {
      sum += Math.abs(part);
    }
    return sum / 2;
  }

  private static int category(float number, int categories) {
    return number >= 0 && number < categories ? (int) number : categories;
  }

  private static float[] column(Rows rows, int column) {
    float[] numbers = new float[rows.count()];
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] = rows.at(row, column);
    }
    return numbers;
  }
}
