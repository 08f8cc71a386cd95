package io.scorestream.transport;

import io.scorestream.rows.Rows;
import java.util.random.RandomGenerator;

/** Draws of eight clusters on a circle of radius 2 in the plane, for tests. */
public final class Clusters {

  private Clusters() {}

  /**
   * Draws of some of the clusters.
   *
   * @param clusters the first ones, 1 to 8
   * @param spread of each, in each coordinate
   */
  public static Rows draw(int count, int clusters, double spread, long seed) {
    RandomGenerator rng = Draws.generator(seed);
    Rows points = Rows.zeros(count, 2);
    for (int i = 0; i < count; i++) {
      double angle = rng.nextInt(clusters) * Math.PI / 4;
      points.numbers()[2 * i] = (float) (2 * Math.cos(angle) + spread * rng.nextGaussian());
      points.numbers()[2 * i + 1] = (float) (2 * Math.sin(angle) + spread * rng.nextGaussian());
    }
    return points;
  }
}
