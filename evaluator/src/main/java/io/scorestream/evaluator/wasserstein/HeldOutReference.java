package io.scorestream.evaluator.wasserstein;

import io.scorestream.diffusion.wasserstein.NoiseFloor;
import io.scorestream.diffusion.wasserstein.SlicedWasserstein;
import io.scorestream.diffusion.wasserstein.SlicedWasserstein.Estimate;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Held-out samples in place of an unknown law. Their floor can only be measured between two halves,
 * so generations are compared with halves too: every set has {@code n = min(half, generations)}
 * points. Pure.
 */
final class HeldOutReference {

  private HeldOutReference() {}

  /**
   * The mean distance of {@code n} generations from {@code pairs} random halves, and the floor of
   * as many pairs of halves. The interval is the mean of the single ones, over directions.
   *
   * @param generations {@code [g, d]}
   * @param heldOut {@code [h, d]}, h at least 2; what exceeds {@code 2 g} is not used
   */
  static Comparison compare(
      float[] generations,
      float[] heldOut,
      int pairs,
      SlicedWasserstein distance,
      RandomGenerator halves,
      RandomGenerator pairDraws) {
    int d = distance.dimension();
    int n = Math.min(heldOut.length / d / 2, generations.length / d);
    float[] reference = Arrays.copyOf(heldOut, 2 * n * d);
    float[] generated = Arrays.copyOf(generations, n * d);
    NoiseFloor floor = NoiseFloor.ofHalves(reference, pairs, distance, pairDraws);
    double[] sums = new double[4];
    for (int split = 0; split < pairs; split++) {
      Estimate estimate = distance.w2(generated, randomHalf(reference, d, halves));
      sums[0] += estimate.value() / pairs;
      sums[1] += estimate.standardError() / pairs;
      sums[2] += estimate.low() / pairs;
      sums[3] += estimate.high() / pairs;
    }
    return new Comparison(new Estimate(sums[0], sums[1], sums[2], sums[3]), floor);
  }

  /** Half of the rows, without replacement: the head of a partial Fisher–Yates shuffle. */
  private static float[] randomHalf(float[] rows, int d, RandomGenerator rng) {
    int count = rows.length / d;
    int[] order = new int[count];
    Arrays.setAll(order, row -> row);
    float[] half = new float[count / 2 * d];
    for (int row = 0; row < count / 2; row++) {
      int other = row + rng.nextInt(count - row);
      int chosen = order[other];
      order[other] = order[row];
      System.arraycopy(rows, chosen * d, half, row * d, d);
    }
    return half;
  }
}
