package io.scorestream.evaluator.robust;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.error.RobustError;
import io.scorestream.evaluator.measure.MetricScope;

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
   * The draws with their scores.
   *
   * @param points {@code [n, d]}, kept
   * @param exact score of the law
   * @param timestep k in 1..N
   */
  static TimestepDraws at(float[] points, ScoreFunction exact, int timestep) {
    float[] scores = new float[points.length];
    exact.score(timestep, points, scores);
    return new TimestepDraws(points, scores);
  }

  /**
   * {@code σ_t |ŝ(x) − s(x)|} at each draw.
   *
   * @param scope names a timestep
   * @param estimate ŝ, asked at that timestep
   * @return {@code [n]}
   */
  float[] errors(MetricScope scope, ScoreFunction estimate) {
    float[] estimated = new float[points.length];
    estimate.score(scope.timestep(), points, estimated);
    return RobustError.normalised(scope.time(), estimate.dimension(), estimated, scores);
  }

  /** Numbers that are kept. */
  long size() {
    return (long) points.length + scores.length;
  }
}
