package io.scorestream.evaluator.robust;

import io.scorestream.diffusion.error.MeanEstimate;
import io.scorestream.diffusion.error.TailMean;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.topics.MetricName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the losses {@code |ε̂ − ε|²/d} on held-out samples say of one network. Their mean is a
 * measurement and not an error: it holds what no network can remove. The mean of the largest share
 * δ of {@code |ε̂ − ε|} bounds {@code σ_t D^δ} from above; see {@link TailMean}. Pure.
 */
final class HeldOutError {

  private HeldOutError() {}

  /**
   * Mean loss, and the ceiling at each level, with Student's intervals.
   *
   * @param losses {@code [n]}, n at least 2
   * @param ceiling what the ceilings are, given how the network came about
   * @param deltas levels
   * @param confidence coverage of the intervals, in (0, 1)
   */
  static List<Metric> of(
      MetricScope scope,
      int dimension,
      double[] losses,
      Evidence ceiling,
      List<Double> deltas,
      double confidence) {
    MeanEstimate mean = MeanEstimate.of(losses, confidence);
    List<Metric> metrics = new ArrayList<>();
    metrics.add(
        scope.interval(
            MetricName.HELD_OUT_LOSS,
            mean.value(),
            mean.low(),
            mean.high(),
            mean.n(),
            Evidence.EMPIRICAL));
    double[] distances = Arrays.stream(losses).map(loss -> Math.sqrt(dimension * loss)).toArray();
    for (double delta : deltas) {
      MeanEstimate tail = TailMean.of(distances, delta, confidence);
      metrics.add(
          scope.quantile(
              MetricName.ROBUST_ERROR_CEILING,
              delta,
              tail.value(),
              tail.low(),
              tail.high(),
              tail.n(),
              ceiling));
    }
    return metrics;
  }
}
