package io.scorestream.diffusion.law;

/** Checks of the numbers that laws are made of. */
final class Numbers {
  private Numbers() {}

  static void requireFinite(String what, int index, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "%s %s is %s; it must be a finite number".formatted(what, index, value));
    }
  }
}
