package io.scorestream.evaluator.wasserstein;

import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.wasserstein.NoiseFloor;
import io.scorestream.diffusion.wasserstein.SlicedWasserstein;
import java.util.random.RandomGenerator;

/**
 * Fresh draws of a known law, as many as there are generations, and their floor. The same at every
 * milestone that has as many generations. Immutable.
 */
final class LawReference {

  private final float[] points;
  private final SlicedWasserstein distance;
  private final NoiseFloor floor;

  /**
   * Draws the reference and measures the floor, which costs {@code pairs} distances.
   *
   * @param n points of each set
   * @param pairs of independent sets, for the floor
   */
  LawReference(
      Law law,
      int n,
      int pairs,
      SlicedWasserstein distance,
      RandomGenerator reference,
      RandomGenerator pairDraws) {
    this.points = new float[Math.multiplyExact(n, law.dimension())];
    law.sample(reference, points);
    this.distance = distance;
    this.floor = NoiseFloor.ofLaw(law, n, pairs, distance, pairDraws);
  }

  /** Compares n generations, {@code [n, d]}, with the reference. */
  Comparison compare(float[] generations) {
    return new Comparison(distance.w2(generations, points), floor);
  }
}
