package io.scorestream.transport;

import io.scorestream.rows.Rows;

/** A distance between two samples of the same dimension. */
@FunctionalInterface
public interface SampleDistance {

  /**
   * The distance with its bound, or why there is none.
   *
   * @param x {@code [n, d]}, finite
   * @param y {@code [m, d]}, finite
   */
  Measured<Distance> between(Rows x, Rows y);
}
