package io.scorestream.evaluator.robust;

import io.scorestream.diffusion.error.ErrorSample;
import io.scorestream.diffusion.error.MeanEstimate;
import io.scorestream.diffusion.error.RobustError;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.rows.Rows;
import io.scorestream.topics.MetricName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One network beside that of an earlier milestone, on the same held-out samples and noise. Pure.
 *
 * <p>The difference of their losses has the mean {@code E|ε̂ − ε*|²/d − E|ε̂' − ε*|²/d}, with the
 * best answer {@code ε* = −σ_t s}: what no network can remove is in both, and cancels.
 *
 * <p>With the earlier network r as reference, {@code D^{δ1+δ2}(ŝ, r) ≤ D^{δ1}(ŝ, s) + D^{δ2}(r,
 * s)}. Of the three, the left one is measured; {@code D^{δ2}(r, s)} is not known, so that there is
 * no bound on {@code D^{δ1}(ŝ, s)} alone, from either side, and none is offered. What is sound is
 * the sum's: the two cannot both have less than half the disagreement at {@code δ/2}.
 */
final class EarlierComparison {

  private EarlierComparison() {}

  /**
   * The difference of the losses, and the disagreement at each level.
   *
   * @param seen {@code ε̂} of the network, {@code [n, d]}
   * @param earlier {@code ε̂} of the earlier one, for the first of the samples, {@code [n', d]}
   * @param isIndependent whether neither network was chosen by these samples
   */
  static List<Metric> of(
      MetricScope scope,
      NoisySamples samples,
      Rows seen,
      Rows earlier,
      boolean isIndependent,
      EvaluationSpec spec) {
    int both = Math.min(seen.count(), earlier.count());
    Rows now = seen.first(both);
    Rows then = earlier.first(both);
    List<Metric> metrics = new ArrayList<>();
    metrics.add(
        difference(
            scope,
            samples.losses(now),
            samples.losses(then),
            isIndependent ? Evidence.UNBIASED_DIFFERENCE : Evidence.PROXY,
            spec.getConfidence()));
    ErrorSample distances = ErrorSample.of(RobustError.distances(now, then));
    for (double delta : spec.getDeltas()) {
      metrics.add(
          Quantiles.metric(
              scope,
              MetricName.REFERENCE_DISAGREEMENT,
              distances.quantile(delta, spec.getConfidence()),
              isIndependent ? Evidence.BRACKET : Evidence.PROXY));
    }
    return metrics;
  }

  private static Metric difference(
      MetricScope scope, double[] losses, double[] earlier, Evidence evidence, double confidence) {
    double[] differences = new double[losses.length];
    Arrays.setAll(differences, i -> losses[i] - earlier[i]);
    MeanEstimate mean = MeanEstimate.of(differences, confidence);
    return scope.interval(
        MetricName.HELD_OUT_LOSS_DIFFERENCE,
        mean.value(),
        mean.low(),
        mean.high(),
        mean.n(),
        evidence);
  }
}
