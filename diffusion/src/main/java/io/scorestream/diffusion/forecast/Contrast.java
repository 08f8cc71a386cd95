package io.scorestream.diffusion.forecast;

/**
 * What is asked of a stream: {@code Σ_j shares_j · y(sizes_j)}. Equal to itself alone: who is asked
 * keeps the answer until another one comes.
 */
final class Contrast {

  private final double[] sizes;
  private final double[] shares;

  private Contrast(double[] sizes, double[] shares) {
    this.sizes = sizes;
    this.shares = shares;
  }

  /** What it has at m. */
  static Contrast at(double m) {
    return new Contrast(new double[] {m}, new double[] {1});
  }

  /** By how much it falls from one size to another. */
  static Contrast fall(double from, double to) {
    return new Contrast(new double[] {from, to}, new double[] {1, -1});
  }

  /** {@code [k]}; not to be changed. */
  double[] sizes() {
    return sizes;
  }

  /** {@code [k]}; not to be changed. */
  double[] shares() {
    return shares;
  }
}
