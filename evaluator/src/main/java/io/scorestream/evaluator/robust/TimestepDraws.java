package io.scorestream.evaluator.robust;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.error.RobustError;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.rows.Rows;

/**
 * Independent draws of {@code q_t} at one timestep, and the exact score at each. They come from the
 * law itself and never from the data, so that a network is judged where it was not trained.
 *
 * @param points {@code [n, d]}, in the networks' units; shared, not to be changed
 * @param scores {@code s_t(x)} of each, {@code [n, d]}; shared, not to be changed
 */
record TimestepDraws(Rows points, Rows scores) {

  /**
   * The draws with their scores.
   *
   * @param points {@code [n, d]}, kept
   * @param exact score of the law
   * @param timestep k in 1..N
   */
  static TimestepDraws at(Rows points, ScoreFunction exact, int timestep) {
    Rows scores = points.zerosAlike();
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
  float[] errors(MetricScope.OfTimestep scope, ScoreFunction estimate) {
    Rows estimated = points.zerosAlike();
    estimate.score(scope.timestep(), points, estimated);
    return RobustError.normalised(scope.time(), estimated, scores);
  }

  /** Numbers that are kept. */
  long size() {
    return (long) points.numbers().length + scores.numbers().length;
  }
}
