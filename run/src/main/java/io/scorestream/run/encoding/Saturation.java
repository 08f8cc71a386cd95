package io.scorestream.run.encoding;

import io.scorestream.events.SaturatedEnd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Values at the ends of coordinates that many samples share, as the ground of an image or what an
 * instrument could not show. Such a value has no density, and what is generated would only come
 * near it. So samples that have it are laid evenly beyond it, behind a gap, and what is generated
 * beyond it comes out as that value, exactly.
 *
 * <p>Immutable.
 */
final class Saturation {

  /** Second moment of 1 + U, with U uniform in [0, 1), whose mean is 3/2. */
  private static final double SQUARE = 7 / 3.0;

  private static final double MEAN = 1.5;

  private final double[] least;
  private final double[] below;
  private final double[] greatest;
  private final double[] above;

  /**
   * @param coordinates how many there are
   * @param ends at most two of each coordinate
   */
  Saturation(int coordinates, List<SaturatedEnd> ends) {
    this.least = filled(coordinates, Double.NEGATIVE_INFINITY);
    this.below = new double[coordinates];
    this.greatest = filled(coordinates, Double.POSITIVE_INFINITY);
    this.above = new double[coordinates];
    for (SaturatedEnd end : ends) {
      boolean isLeast = end.getBeyond() < 0;
      (isLeast ? least : greatest)[end.getCoordinate()] = end.getValue();
      (isLeast ? below : above)[end.getCoordinate()] = end.getBeyond();
    }
  }

  /** No coordinate has such a value. */
  static Saturation none(int coordinates) {
    return new Saturation(coordinates, List.of());
  }

  private static double[] filled(int coordinates, double value) {
    double[] filled = new double[coordinates];
    Arrays.fill(filled, value);
    return filled;
  }

  /** As an event carries it. */
  List<SaturatedEnd> toEvents() {
    List<SaturatedEnd> ends = new ArrayList<>();
    for (int i = 0; i < least.length; i++) {
      if (below[i] < 0) {
        ends.add(new SaturatedEnd(i, least[i], below[i]));
      }
      if (above[i] > 0) {
        ends.add(new SaturatedEnd(i, greatest[i], above[i]));
      }
    }
    return List.copyOf(ends);
  }

  /** Whether a coordinate's value is one that many samples share. */
  boolean isAt(int coordinate, double x) {
    return x == least[coordinate] || x == greatest[coordinate];
  }

  /** A place beyond a value that many samples share. */
  double beyond(int coordinate, double x, RandomGenerator noise) {
    double by = x == least[coordinate] ? below[coordinate] : above[coordinate];
    return x + by * (1 + noise.nextDouble());
  }

  /** The value itself, or the one that many samples share where it is beyond that. */
  double within(int coordinate, double x) {
    return Math.max(least[coordinate], Math.min(greatest[coordinate], x));
  }

  /**
   * The mean of a coordinate once samples are laid {@link #beyond}.
   *
   * @param mean of it before
   * @param atLeast share of samples that have the least value
   * @param atGreatest share that have the greatest
   */
  double mean(int coordinate, double mean, double atLeast, double atGreatest) {
    return mean + MEAN * (atLeast * below[coordinate] + atGreatest * above[coordinate]);
  }

  /** The variance of a coordinate once samples are laid beyond, given what it was before. */
  double variance(int coordinate, double mean, double variance, double atLeast, double atGreatest) {
    double moved = mean(coordinate, mean, atLeast, atGreatest) - mean;
    return variance
        + spread(atLeast, least[coordinate] - mean, below[coordinate])
        + spread(atGreatest, greatest[coordinate] - mean, above[coordinate])
        - moved * moved;
  }

  /** What a share of samples, at a distance from the mean, adds to the mean square of distances. */
  private static double spread(double share, double distance, double by) {
    return by == 0 ? 0 : share * by * (2 * MEAN * distance + SQUARE * by);
  }
}
