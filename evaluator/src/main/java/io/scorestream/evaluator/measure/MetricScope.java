package io.scorestream.evaluator.measure;

import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.run.Run;
import io.scorestream.topics.Keys;
import io.scorestream.topics.MetricName;

/** What metrics are said of: a run's milestone, or one timestep of it. */
public sealed interface MetricScope {

  /** Run id. */
  String run();

  /** m. */
  long milestone();

  /** An event that says what it is of, and nothing yet of it. */
  Metric.Builder event();

  /** The whole model at a milestone. */
  record OfMilestone(String run, long milestone) implements MetricScope {

    @Override
    public Metric.Builder event() {
      return Metric.newBuilder().setRun(run).setMilestone(milestone);
    }
  }

  /**
   * One timestep's network at a milestone.
   *
   * @param timestep k in 1..N
   * @param time τ_k
   */
  record OfTimestep(String run, long milestone, int timestep, double time) implements MetricScope {

    @Override
    public Metric.Builder event() {
      return Metric.newBuilder()
          .setRun(run)
          .setMilestone(milestone)
          .setTimestep(timestep)
          .setTime(time);
    }
  }

  /** The whole model at a milestone. */
  static OfMilestone of(Run run, long milestone) {
    return new OfMilestone(run.id(), milestone);
  }

  /** One timestep's network at a milestone. */
  static OfTimestep of(Run run, long milestone, int timestep) {
    return new OfTimestep(run.id(), milestone, timestep, run.grid().time(timestep));
  }

  /**
   * One column of a milestone's generations.
   *
   * @param column its name
   */
  record OfColumn(String run, long milestone, String column) implements MetricScope {

    @Override
    public Metric.Builder event() {
      return Metric.newBuilder().setRun(run).setMilestone(milestone).setColumn(column);
    }
  }

  /** A number without an interval. */
  default Metric number(MetricName name, double value, long n, Evidence evidence) {
    return metric(name, value, n, evidence).build();
  }

  /**
   * No number, and why.
   *
   * @param reason as the end of a sentence
   * @param n samples that it would have been of
   */
  default Metric leftOut(MetricName name, String reason, long n) {
    return metric(name, Double.NaN, n, Evidence.EMPIRICAL).setLeftOut(reason).build();
  }

  /** A number with its interval. */
  default Metric interval(
      MetricName name, double value, double low, double high, long n, Evidence evidence) {
    return metric(name, value, n, evidence).setLow(low).setHigh(high).build();
  }

  /** A quantile at level delta, with its interval. */
  default Metric quantile(
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
  static String key(Metric metric) {
    return metric.getTimestep() == null
        ? Keys.milestone(metric.getRun(), metric.getMilestone())
        : Keys.timestep(metric.getRun(), metric.getMilestone(), metric.getTimestep());
  }

  private Metric.Builder metric(MetricName name, double value, long n, Evidence evidence) {
    return event().setMetric(name.text()).setValue(value).setN(n).setEvidence(evidence);
  }
}
