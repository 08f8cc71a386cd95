package io.scorestream.experiments.result;

import java.util.ArrayList;
import java.util.List;

/**
 * Points of a figure that belong together.
 *
 * @param label in the legend
 * @param style how they are drawn
 * @param family curves of one family, counted from 0, have one colour
 * @param points in the order in which a line joins them
 */
public record Curve(String label, Style style, int family, List<Point> points) {

  /** Copies the list. */
  public Curve {
    points = List.copyOf(points);
  }

  /** How points are drawn. */
  public enum Style {
    /** A marker each, and nothing between them: measured. */
    MARKERS,
    /** Markers joined by a line: measured, where the order matters. */
    MARKED_LINE,
    /** A thin line: expected. */
    LINE,
    /** A dashed line through few points: expected, or a limit. */
    DASHED
  }

  /**
   * A place in a figure.
   *
   * @param x in units of the x axis
   * @param y in units of the y axis
   */
  public record Point(double x, double y) {}

  /** The curve through {@code (x[i], y[i])}; both as long. */
  public static Curve of(String label, Style style, int family, double[] x, double[] y) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      points.add(new Point(x[i], y[i]));
    }
    return new Curve(label, style, family, points);
  }
}
