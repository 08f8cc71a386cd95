package io.scorestream.evaluator.robust;

import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.model.HeldOutLoss;
import io.scorestream.topics.MetricName;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The loss {@code |ε̂ − ε|²/d} on held-out samples, with Student's interval for its mean. It is a
 * measurement and not an error: it holds what no network can remove. Pure.
 */
final class HeldOutError {

  private HeldOutError() {}

  /**
   * The metric of one timestep.
   *
   * @param loss of a bank that holds this timestep alone
   * @param confidence coverage of the interval, in (0, 1)
   */
  static Metric of(MetricScope scope, HeldOutLoss loss, double confidence) {
    int n = loss.perSample(0).length;
    double reach =
        loss.standardError(0)
            * TDistribution.of(n - 1.0).inverseSurvivalProbability((1 - confidence) / 2);
    double mean = loss.mean(0);
    return scope.interval(
        MetricName.HELD_OUT_LOSS, mean, mean - reach, mean + reach, n, Evidence.EMPIRICAL);
  }
}
