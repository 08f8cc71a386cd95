package io.scorestream.transport.plan;

/**
 * Costs that lie in memory, {@code 8 n m} bytes.
 *
 * @param matrix {@code [n][m]}
 */
@SuppressWarnings("ArrayRecordComponent")
record StoredCosts(double[][] matrix) implements Costs {

  @Override
  public double[] row(int i, int columns) {
    return matrix[i];
  }

  @Override
  public double at(int i, int j) {
    return matrix[i][j];
  }
}
