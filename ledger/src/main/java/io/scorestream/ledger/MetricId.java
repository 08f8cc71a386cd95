package io.scorestream.ledger;

import static java.util.Objects.requireNonNull;

import io.scorestream.events.Metric;
import io.scorestream.topics.Keys;
import io.scorestream.topics.MetricName;
import org.jspecify.annotations.Nullable;

/**
 * What a metric is of: of these there is to be one.
 *
 * @param entry the ledger's entry that it is a part of, {@code topic/key}
 * @param metric name
 * @param delta level; {@code null} where it has none
 * @param column name; {@code null} where it is of all
 */
record MetricId(String entry, String metric, @Nullable Double delta, @Nullable String column) {

  static MetricId of(String topic, Metric metric) {
    return new MetricId(
        topic + "/" + key(metric), metric.getMetric(), metric.getDelta(), metric.getColumn());
  }

  static MetricId of(String topic, String key, MetricName name) {
    return new MetricId(topic + "/" + key, name.text(), null, null);
  }

  static MetricId of(String topic, String key, MetricName name, double delta) {
    return new MetricId(topic + "/" + key, name.text(), delta, null);
  }

  /** The key that a metric's record is to have. */
  static String key(Metric metric) {
    if (metric.getShard() != null) {
      return Keys.shardMetric(metric.getRun(), metric.getMilestone(), metric.getShard());
    }
    return metric.getTimestep() == null
        ? Keys.milestone(metric.getRun(), metric.getMilestone())
        : Keys.timestep(
            metric.getRun(), metric.getMilestone(), requireNonNull(metric.getTimestep()));
  }

  /** Without the entry. */
  String name() {
    return metric
        + (delta == null ? "" : " of delta " + delta)
        + (column == null ? "" : " of column " + column);
  }

  @Override
  public String toString() {
    return entry + " " + name();
  }
}
