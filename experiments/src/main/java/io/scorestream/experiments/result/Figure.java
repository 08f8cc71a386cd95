package io.scorestream.experiments.result;

import java.util.List;

/**
 * A picture as numbers: curves over one pair of axes.
 *
 * @param title of the picture
 * @param x axis
 * @param y axis
 * @param curves at least one, drawn in this order
 */
public record Figure(String title, Axis x, Axis y, List<Curve> curves) {

  /** Copies the list. */
  public Figure {
    curves = List.copyOf(curves);
  }

  /**
   * An axis.
   *
   * @param title with its unit
   * @param logarithmic its scale; what is not above 0 is then left out
   */
  public record Axis(String title, boolean logarithmic) {

    /** An axis on which equal differences are equally far apart. */
    public static Axis linear(String title) {
      return new Axis(title, false);
    }

    /** An axis on which equal ratios are equally far apart. */
    public static Axis logarithmic(String title) {
      return new Axis(title, true);
    }
  }
}
