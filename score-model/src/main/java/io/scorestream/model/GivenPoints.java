package io.scorestream.model;

import io.scorestream.rows.Rows;
import io.scorestream.run.network.BankSpec;

/**
 * The condition of each point that networks are to draw.
 *
 * @param points {@code [n, d]} in the networks' coordinates, of which the held ones count; not to
 *     be changed
 * @param held how many these are, the last ones; 0 where there is no condition
 * @param guidance w, at least 0: points lead away from what they would be without the condition
 */
public record GivenPoints(Rows points, int held, double guidance) {

  /** No condition. */
  public static GivenPoints none() {
    return new GivenPoints(Rows.zeros(0, 1), 0, 0);
  }

  /** Whether there is no condition. */
  public boolean isNone() {
    return held == 0;
  }

  boolean isGuided() {
    return guidance > 0;
  }

  /**
   * Returns when the points of a bank can be drawn of these.
   *
   * @throws IllegalArgumentException naming what does not fit
   */
  void requireFits(BankSpec spec, int count) {
    if (held != spec.held()) {
      throw new IllegalArgumentException(
          "%s coordinates are given to networks that hold %s".formatted(held, spec.held()));
    }
    if (!isNone()) {
      points.requireDimension(spec.network().dimension());
      if (points.count() != count) {
        throw new IllegalArgumentException(
            "conditions of %s points are given for %s".formatted(points.count(), count));
      }
    }
    if (!(guidance >= 0 && guidance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "guidance is " + guidance + "; give a finite one of at least 0");
    }
  }

  /**
   * Puts conditions into points of a block.
   *
   * @param into {@code [rows, d]}, written to
   * @param first which of these is the block's first
   * @param count of the block's, at most rows; what fills it up gets none
   */
  void hold(float[] into, int first, int count) {
    int d = points.dimension();
    for (int row = 0; row < into.length / d; row++) {
      for (int i = d - held; i < d; i++) {
        into[row * d + i] = row < count ? points.at(first + row, i) : 0;
      }
    }
  }
}
