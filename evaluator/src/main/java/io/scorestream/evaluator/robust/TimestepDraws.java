package io.scorestream.evaluator.robust;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import java.util.random.RandomGenerator;

/**
 * Independent draws of {@code q_t} at one timestep, and the exact score at each. They come from the
 * law itself and never from the data, so that a network is judged where it was not trained.
 *
 * @param points {@code [n, d]}, row by row, in the networks' units; shared, not to be changed
 * @param scores {@code s_t(x)} of each, {@code [n, d]}; shared, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
record TimestepDraws(float[] points, float[] scores) {

  /**
   * Draws them.
   *
   * @param law of the data in the networks' units
   * @param exact its score
   * @param timestep k in 1..N
   * @param time τ_k
   * @param draws n, at least 1
   */
  static TimestepDraws of(
      Law law, ScoreFunction exact, int timestep, double time, int draws, RandomGenerator rng) {
    float[] points = new float[Math.multiplyExact(draws, law.dimension())];
    law.sample(rng, points);
    OrnsteinUhlenbeck.diffuse(time, points, rng, points);
    float[] scores = new float[points.length];
    exact.score(timestep, points, scores);
    return new TimestepDraws(points, scores);
  }

  /** Numbers that are kept. */
  long size() {
    return (long) points.length + scores.length;
  }
}
