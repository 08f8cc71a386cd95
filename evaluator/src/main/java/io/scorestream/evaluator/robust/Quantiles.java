package io.scorestream.evaluator.robust;

import io.scorestream.diffusion.error.QuantileEstimate;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.topics.MetricName;

/** Quantiles of errors as metrics. Pure. */
final class Quantiles {

  private Quantiles() {}

  static Metric metric(
      MetricScope scope, MetricName name, QuantileEstimate quantile, Evidence evidence) {
    return scope.quantile(
        name,
        quantile.delta(),
        quantile.value(),
        quantile.low(),
        quantile.high(),
        quantile.n(),
        evidence);
  }
}
