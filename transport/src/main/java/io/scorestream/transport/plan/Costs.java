package io.scorestream.transport.plan;

/** The costs {@code c_ij} of a transport problem of n sources and m targets, row by row. */
interface Costs {

  /**
   * The costs from source {@code i} to the first {@code columns} targets.
   *
   * @return an array of at least that length, to be read before the next call and left unchanged
   */
  double[] row(int i, int columns);

  /** {@code c_ij}, equal to what {@link #row} gives, bit for bit. */
  double at(int i, int j);
}
