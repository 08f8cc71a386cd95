package io.scorestream.evaluator.robust;

import io.scorestream.diffusion.error.ErrorSample;
import io.scorestream.diffusion.error.RobustError;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.rows.Rows;
import io.scorestream.topics.MetricName;
import java.util.List;

/**
 * Two networks that were trained alike, on samples, noise and first weights that have nothing in
 * common. What they differ by is chance, {@code D^{δ1+δ2}(ŝ_A, ŝ_B) ≤ D^{δ1}(ŝ_A, s) + D^{δ2}(s,
 * ŝ_B)}; what both lack, because the network is too small or a mode was never seen, does not show.
 * Pure.
 */
final class SplitHalves {

  private SplitHalves() {}

  /**
   * {@code σ_t D^δ} between them at each level.
   *
   * @param first {@code ŝ_A} at the draws, {@code [n, d]}
   * @param second {@code ŝ_B} at the same, {@code [n, d]}
   */
  static List<Metric> of(
      MetricScope.OfTimestep scope, Rows first, Rows second, EvaluationSpec spec) {
    ErrorSample distances = ErrorSample.of(RobustError.normalised(scope.time(), first, second));
    return spec.getDeltas().stream()
        .map(
            delta ->
                Quantiles.metric(
                    scope,
                    MetricName.SPLIT_HALF_DISAGREEMENT,
                    distances.quantile(delta, spec.getConfidence()),
                    Evidence.PROXY))
        .toList();
  }
}
