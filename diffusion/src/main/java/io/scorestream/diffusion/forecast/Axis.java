package io.scorestream.diffusion.forecast;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * One parameter of a fit on a grid: midpoints of equal cells, each with the logarithm of its prior
 * mass, and perhaps an atom, as a last node of its own.
 */
final class Axis {

  /**
   * Cells with less than this share of the heaviest one's weight are not looked at more closely.
   */
  private static final double NEGLIGIBLE = 1e-5;

  private static final double MOST_LOG_ODDS = 8;

  private final double low;
  private final double high;
  private final int cells;
  private final DoubleUnaryOperator logDensity;
  private final double[] atom;

  private Axis(double low, double high, int cells, DoubleUnaryOperator logDensity, double... atom) {
    this.low = low;
    this.high = high;
    this.cells = cells;
    this.logDensity = logDensity;
    this.atom = atom;
  }

  /** The logarithm of a parameter that is log-normal a priori, within bounds. */
  static Axis logNormal(double median, double sigma, double least, double most, int cells) {
    double centre = Math.log(median);
    return new Axis(
        Math.log(least),
        Math.log(most),
        cells,
        x -> -(x - centre) * (x - centre) / (2 * sigma * sigma));
  }

  /** The logarithm of a parameter of which nothing is known but its bounds. */
  static Axis logUniform(double least, double most, int cells) {
    return new Axis(Math.log(least), Math.log(most), cells, x -> 0);
  }

  /**
   * The log-odds of a share that is 0, at log-odds of minus infinity, with the probability given,
   * and whose log-odds are else normal around 0, within ±8.
   */
  static Axis shareOrNone(double none, double sigma, int cells) {
    double norm = Math.log((1 - none) / (sigma * Math.sqrt(2 * Math.PI)));
    return new Axis(
        -MOST_LOG_ODDS,
        MOST_LOG_ODDS,
        cells,
        x -> norm - x * x / (2 * sigma * sigma),
        Double.NEGATIVE_INFINITY,
        Math.log(none));
  }

  /** Number of nodes. */
  int size() {
    return cells + atom.length / 2;
  }

  /** Coordinate of a node. */
  double node(int i) {
    return i == cells ? atom[0] : low + (i + 0.5) * width();
  }

  /** Logarithm of a node's prior mass, up to a constant of the axis. */
  double logMass(int i) {
    return i == cells ? atom[1] : logDensity.applyAsDouble(node(i)) + Math.log(width());
  }

  /** Width of a cell. */
  double width() {
    return (high - low) / cells;
  }

  /**
   * As many cells on the part that matters, and the same atom.
   *
   * @param weights of this axis's nodes, each at least 0
   */
  Axis zoomed(double[] weights) {
    double heaviest = Arrays.stream(weights, 0, cells).max().orElseThrow();
    int first = 0;
    while (weights[first] < NEGLIGIBLE * heaviest) {
      first++;
    }
    int last = cells - 1;
    while (weights[last] < NEGLIGIBLE * heaviest) {
      last--;
    }
    return new Axis(
        Math.max(low, low + (first - 1) * width()),
        Math.min(high, low + (last + 2) * width()),
        cells,
        logDensity,
        atom);
  }
}
