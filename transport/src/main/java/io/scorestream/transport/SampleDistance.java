package io.scorestream.transport;

/** A distance between two samples of the same dimension. */
@FunctionalInterface
public interface SampleDistance {

  /**
   * The distance, at least 0.
   *
   * @param x {@code [n, d]} row-major, finite
   * @param y {@code [m, d]} row-major, finite
   */
  double between(float[] x, float[] y);
}
