package io.scorestream.evaluator;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * How many records of some topics wait behind what a client has fetched, by what its consumers knew
 * at their last fetch. Unlike the lag behind what is committed, it is nothing as soon as the last
 * records are at hand. Control records count, so that a few may be left where nothing waits.
 */
final class ConsumerLag {

  private static final String GROUP = "consumer-fetch-manager-metrics";
  private static final String NAME = "records-lag";

  private ConsumerLag() {}

  /**
   * The sum over all partitions that the client's consumers have.
   *
   * @param metrics of the client
   * @param topics full names
   */
  static long of(Map<MetricName, ? extends Metric> metrics, Set<String> topics) {
    return metrics.values().stream()
        .filter(metric -> isLag(metric.metricName(), topics))
        .mapToDouble(metric -> (Double) metric.metricValue())
        .filter(Double::isFinite)
        .mapToLong(Math::round)
        .sum();
  }

  private static boolean isLag(MetricName name, Set<String> topics) {
    return name.name().equals(NAME)
        && name.group().equals(GROUP)
        && topics.contains(name.tags().get("topic"));
  }
}
