package io.scorestream.diffusion.law;

/** Checks of row-major {@code [n, d]} arrays. */
final class Rows {
  private Rows() {}

  /** The number of rows {@code n} of an array that must consist of whole rows. */
  static int count(float[] rows, int dimension) {
    if (rows.length % dimension != 0) {
      throw new IllegalArgumentException(
          "%s numbers do not make whole rows of %s; give a multiple of %s"
              .formatted(rows.length, dimension, dimension));
    }
    return rows.length / dimension;
  }

  static void requireFinite(String what, int index, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "%s %s is %s; it must be a finite number".formatted(what, index, value));
    }
  }
}
