package io.scorestream.transport.plan;

/** The costs {@code c_ij} of a transport problem of n sources and m targets, row by row. */
interface Costs {

  /**
   * The costs from source {@code i} to the first {@code columns} targets.
   *
   * @return an array of at least that length, to be read before the next call and left unchanged
   */
  double[] row(int i, int columns);

  /** Whether {@link #squares} are quicker to have than the costs, which are their roots. */
  default boolean rooted() {
    return false;
  }

  /** Squares of costs, on the terms of {@link #row}; only where {@link #rooted}. */
  default double[] squares(int i, int columns) {
    throw new UnsupportedOperationException("costs that are no roots");
  }

  /** {@code c_ij}, equal to what {@link #row} gives, bit for bit. */
  double at(int i, int j);
}
