package io.scorestream.run.encoding;

import io.scorestream.events.SaturatedEnd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * The least and the greatest value of each coordinate, and how many samples have it. Owned by one
 * thread.
 */
final class Extremes {

  /** Share of samples from which on a value is one that many have, of at least {@link #FEWEST}. */
  private static final double MANY = 0.05;

  private static final int FEWEST = 10;

  private final double[] least;
  private final long[] atLeast;
  private final double[] greatest;
  private final long[] atGreatest;
  private long count;

  Extremes(int coordinates) {
    this.least = new double[coordinates];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    this.greatest = new double[coordinates];
    Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
    this.atLeast = new long[coordinates];
    this.atGreatest = new long[coordinates];
  }

  /** Takes one sample's coordinates in. */
  void add(double[] x) {
    count++;
    for (int i = 0; i < x.length; i++) {
      if (x[i] <= least[i]) {
        atLeast[i] = x[i] < least[i] ? 1 : atLeast[i] + 1;
        least[i] = x[i];
      }
      if (x[i] >= greatest[i]) {
        atGreatest[i] = x[i] > greatest[i] ? 1 : atGreatest[i] + 1;
        greatest[i] = x[i];
      }
    }
  }

  /** Share of samples with a coordinate's least value. */
  double shareAtLeast(int coordinate) {
    return (double) atLeast[coordinate] / count;
  }

  /** Share of samples with a coordinate's greatest value. */
  double shareAtGreatest(int coordinate) {
    return (double) atGreatest[coordinate] / count;
  }

  /**
   * The ends at which many samples lie.
   *
   * @param width of the gap behind each, and of where samples are laid; 0 for a coordinate that is
   *     left as it is
   */
  Saturation saturation(IntToDoubleFunction width) {
    List<SaturatedEnd> ends = new ArrayList<>();
    for (int i = 0; i < least.length; i++) {
      double by = width.applyAsDouble(i);
      if (by > 0 && areMany(atLeast[i])) {
        ends.add(new SaturatedEnd(i, least[i], -by));
      }
      if (by > 0 && areMany(atGreatest[i])) {
        ends.add(new SaturatedEnd(i, greatest[i], by));
      }
    }
    return new Saturation(least.length, ends);
  }

  private boolean areMany(long samples) {
    return samples >= Math.max(FEWEST, MANY * count);
  }
}
