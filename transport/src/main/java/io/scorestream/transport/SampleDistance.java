package io.scorestream.transport;

import io.scorestream.rows.Rows;

/** A distance between two samples of the same dimension. */
@FunctionalInterface
public interface SampleDistance {

  /**
   * The distance, at least 0.
   *
   * @param x {@code [n, d]}, finite
   * @param y {@code [m, d]}, finite
   */
  double between(Rows x, Rows y);
}
