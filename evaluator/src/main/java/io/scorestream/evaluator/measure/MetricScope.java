package io.scorestream.evaluator.measure;

import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.run.Run;
import io.scorestream.topics.Keys;
import io.scorestream.topics.MetricName;
import org.jspecify.annotations.Nullable;

/**
 * What metrics are said of: a run's milestone, or one timestep of it.
 *
 * @param run run id
 * @param milestone m
 * @param timestep k in 1..N, or {@code null} for the whole model
 * @param time τ_k, or {@code null} for the whole model
 */
public record MetricScope(
    String run, long milestone, @Nullable Integer timestep, @Nullable Double time) {

  /** The whole model at a milestone. */
  public static MetricScope of(Run run, long milestone) {
    return new MetricScope(run.id(), milestone, null, null);
  }

  /** One timestep's network at a milestone. */
  public static MetricScope of(Run run, long milestone, int timestep) {
    return new MetricScope(run.id(), milestone, timestep, run.grid().time(timestep));
  }

  /** A number without an interval. */
  public Metric number(MetricName name, double value, long n, Evidence evidence) {
    return metric(name, value, n, evidence).build();
  }

  /** A number with its interval. */
  public Metric interval(
      MetricName name, double value, double low, double high, long n, Evidence evidence) {
    return metric(name, value, n, evidence).setLow(low).setHigh(high).build();
  }

  /** A quantile at level delta, with its interval. */
  public Metric quantile(
      MetricName name,
      double delta,
      double value,
      double low,
      double high,
      long n,
      Evidence evidence) {
    return metric(name, value, n, evidence).setDelta(delta).setLow(low).setHigh(high).build();
  }

  /** Key of a metric's record. */
  public static String key(Metric metric) {
    return metric.getTimestep() == null
        ? Keys.milestone(metric.getRun(), metric.getMilestone())
        : Keys.timestep(metric.getRun(), metric.getMilestone(), metric.getTimestep());
  }

  private Metric.Builder metric(MetricName name, double value, long n, Evidence evidence) {
    return Metric.newBuilder()
        .setRun(run)
        .setMilestone(milestone)
        .setTimestep(timestep)
        .setTime(time)
        .setMetric(name.text())
        .setValue(value)
        .setN(n)
        .setEvidence(evidence);
  }
}
