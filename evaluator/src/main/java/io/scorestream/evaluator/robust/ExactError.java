package io.scorestream.evaluator.robust;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.error.QuantileEstimate;
import io.scorestream.diffusion.error.RobustError;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.topics.MetricName;
import java.util.ArrayList;
import java.util.List;

/**
 * The error of a score against the exact one, {@code e = σ_t |ŝ(x) − s(x)|} over draws of {@code
 * q_t}: {@code D^δ} for each δ with its order-statistic interval, root mean square and maximum.
 * Gupta, Parulekar, Price, Xun (NeurIPS 2024), eq. 6. Pure.
 */
final class ExactError {

  private ExactError() {}

  /**
   * The metrics of one timestep.
   *
   * @param scope names a timestep
   * @param estimate ŝ, asked at that timestep
   */
  static List<Metric> of(
      MetricScope scope, TimestepDraws draws, ScoreFunction estimate, EvaluationSpec spec) {
    float[] estimated = new float[draws.points().length];
    estimate.score(scope.timestep(), draws.points(), estimated);
    float[] errors =
        RobustError.normalised(scope.time(), estimate.dimension(), estimated, draws.scores());
    List<Metric> metrics = new ArrayList<>();
    double largest = 0;
    for (float error : errors) {
      largest = Math.max(largest, error);
    }
    for (double delta : spec.getDeltas()) {
      QuantileEstimate quantile = RobustError.of(errors, delta, spec.getConfidence());
      metrics.add(
          scope.quantile(
              MetricName.ROBUST_ERROR,
              delta,
              quantile.value(),
              quantile.low(),
              quantile.high(),
              errors.length,
              Evidence.EXACT));
    }
    metrics.add(
        scope.number(
            MetricName.L2_ERROR,
            RobustError.rootMeanSquare(errors),
            errors.length,
            Evidence.EXACT));
    metrics.add(scope.number(MetricName.MAX_ERROR, largest, errors.length, Evidence.EXACT));
    return metrics;
  }
}
