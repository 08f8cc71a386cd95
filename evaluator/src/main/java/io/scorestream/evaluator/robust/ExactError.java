package io.scorestream.evaluator.robust;

import io.scorestream.diffusion.error.ErrorSample;
import io.scorestream.diffusion.error.Exceedance;
import io.scorestream.diffusion.error.QuantileEstimate;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.events.Verdict;
import io.scorestream.topics.MetricName;
import java.util.ArrayList;
import java.util.List;

/**
 * The error of a score against the exact one, {@code e = σ_t |ŝ(x) − s(x)|} over draws of {@code
 * q_t}: {@code D^δ} for each δ with its order-statistic interval and the verdict on the run's
 * target, and what the tail beyond it looks like. Gupta, Parulekar, Price, Xun (NeurIPS 2024), eq.
 * 6. Pure.
 *
 * <p>Intervals and verdicts hold for one timestep and milestone: over many, some of them miss.
 */
final class ExactError {

  /** Level with which L2 is compared, whatever levels a run has. */
  private static final double TAIL_DELTA = 0.05;

  /** Light tails have L2 below D^0.05; from so many times it on, the tail is said to be heavy. */
  private static final double TAIL_FACTOR = 3;

  private ExactError() {}

  /**
   * The metrics of one timestep.
   *
   * @param errors at the draws that are the same at every milestone
   */
  static List<Metric> of(MetricScope scope, ErrorSample errors, EvaluationSpec spec) {
    List<Metric> metrics = new ArrayList<>();
    Exceedance exceedance = errors.exceedance(spec.getTargetEpsilon(), spec.getConfidence());
    for (double delta : spec.getDeltas()) {
      Metric robust = robust(MetricName.ROBUST_ERROR, scope, errors, delta, spec);
      metrics.add(judged(robust, delta, exceedance));
    }
    metrics.add(share(scope, exceedance));
    metrics.add(number(scope, MetricName.L2_ERROR, errors.rootMeanSquare(), errors));
    metrics.add(number(scope, MetricName.L4_ERROR, errors.rootMeanFourthPower(), errors));
    metrics.add(number(scope, MetricName.MAX_ERROR, errors.max(), errors));
    metrics.addAll(tail(scope, errors, spec.getConfidence()));
    return metrics;
  }

  /**
   * The robust error at draws of this milestone alone.
   *
   * @param errors at those draws
   */
  static List<Metric> fresh(MetricScope scope, ErrorSample errors, EvaluationSpec spec) {
    return spec.getDeltas().stream()
        .map(delta -> robust(MetricName.ROBUST_ERROR_FRESH, scope, errors, delta, spec))
        .toList();
  }

  private static Metric robust(
      MetricName name, MetricScope scope, ErrorSample errors, double delta, EvaluationSpec spec) {
    return Quantiles.metric(
        scope, name, errors.quantile(delta, spec.getConfidence()), Evidence.EXACT);
  }

  private static Metric judged(Metric robust, double delta, Exceedance exceedance) {
    Verdict verdict = Verdict.valueOf(exceedance.judge(delta).name());
    return Metric.newBuilder(robust).setEpsilon(exceedance.epsilon()).setVerdict(verdict).build();
  }

  private static Metric share(MetricScope scope, Exceedance exceedance) {
    Metric share =
        scope.interval(
            MetricName.EXCEEDANCE,
            exceedance.share(),
            exceedance.low(),
            exceedance.high(),
            exceedance.n(),
            Evidence.EXACT);
    return Metric.newBuilder(share).setEpsilon(exceedance.epsilon()).build();
  }

  private static List<Metric> tail(MetricScope scope, ErrorSample errors, double confidence) {
    QuantileEstimate quantile = errors.quantile(TAIL_DELTA, confidence);
    double square = errors.rootMeanSquare();
    boolean heavy = square > 0 && square >= TAIL_FACTOR * quantile.value();
    Metric alarm = number(scope, MetricName.TAIL_ALARM, heavy ? 1 : 0, errors);
    return quantile.value() > 0
        ? List.of(number(scope, MetricName.TAIL_RATIO, square / quantile.value(), errors), alarm)
        : List.of(alarm);
  }

  private static Metric number(
      MetricScope scope, MetricName name, double value, ErrorSample errors) {
    return scope.number(name, value, errors.size(), Evidence.EXACT);
  }
}
