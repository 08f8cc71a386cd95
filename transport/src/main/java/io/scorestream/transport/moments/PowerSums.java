package io.scorestream.transport.moments;

/**
 * Sums over points of the powers of what they are along directions, and of the products of any two
 * of the last directions. For one thread while points are added.
 */
final class PowerSums {

  private static final int ORDERS = 4;

  private final double[][] powers;
  private final double[] products;
  private final int directions;
  private final int paired;
  private int count;

  /**
   * Sums of no points.
   *
   * @param paired of the directions, the last ones
   */
  PowerSums(int directions, int paired) {
    this.directions = directions;
    this.paired = paired;
    this.powers = new double[ORDERS][directions];
    this.products = new double[paired * (paired - 1) / 2];
  }

  /** Adds a point in a column of each direction. */
  void add(double[][] columns, int point) {
    count++;
    for (int j = 0; j < directions; j++) {
      double x = columns[j][point];
      powers[0][j] += x;
      powers[1][j] += x * x;
      powers[2][j] += x * x * x;
      powers[3][j] += x * x * x * x;
    }
    int at = 0;
    for (int j = directions - paired; j < directions; j++) {
      double x = columns[j][point];
      for (int k = directions - paired; k < j; k++) {
        products[at++] += x * columns[k][point];
      }
    }
  }

  /** Adds the points of other sums. */
  void add(PowerSums other) {
    count += other.count;
    for (int order = 0; order < ORDERS; order++) {
      add(powers[order], other.powers[order]);
    }
    add(products, other.products);
  }

  private static void add(double[] sums, double[] others) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += others[i];
    }
  }

  /**
   * The first four cumulants along each direction, and the covariances.
   *
   * @return {@code [5]}: four of {@code [directions]}, and the covariances of each of the paired
   *     directions with those before it
   */
  double[][] cumulants() {
    double[][] cumulants = new double[ORDERS + 1][directions];
    for (int j = 0; j < directions; j++) {
      double first = powers[0][j] / count;
      double second = powers[1][j] / count;
      double third = powers[2][j] / count;
      double fourth = powers[3][j] / count;
      double variance = second - first * first;
      double square = first * first;
      cumulants[0][j] = first;
      cumulants[1][j] = variance;
      cumulants[2][j] = third - 3 * first * second + 2 * first * square;
      cumulants[3][j] =
          fourth
              - 4 * first * third
              + 6 * square * second
              - 3 * square * square
              - 3 * variance * variance;
    }
    cumulants[ORDERS] = covariances();
    return cumulants;
  }

  private double[] covariances() {
    double[] covariances = new double[products.length];
    int at = 0;
    for (int j = directions - paired; j < directions; j++) {
      for (int k = directions - paired; k < j; k++) {
        covariances[at] = products[at] / count - powers[0][j] / count * (powers[0][k] / count);
        at++;
      }
    }
    return covariances;
  }
}
