package io.scorestream.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.Measurable;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.Test;

class ConsumerLagTest {

  private final Map<MetricName, KafkaMetric> metrics = new LinkedHashMap<>();

  @Test
  void lag_isTheSumOverThePartitionsOfTheTopics() {
    add("records-lag", "t.milestones.v1", 0, 300);
    add("records-lag", "t.milestones.v1", 1, 40);
    add("records-lag", "t.generations.v1", 0, 2);
    add("records-lag", "t.runs.v1", 0, 7);
    add("records-lag-max", "t.milestones.v1", 0, 9_000);
    assertThat(ConsumerLag.of(metrics, Set.of("t.milestones.v1", "t.generations.v1")))
        .isEqualTo(342);
  }

  /** Older names of a topic, with underscores for dots, are told beside the real one. */
  @Test
  void lag_toldTwice_countsOnce() {
    add("records-lag", "t.milestones.v1", 0, 300);
    add("records-lag", "t_milestones_v1", 0, 300);
    assertThat(ConsumerLag.of(metrics, Set.of("t.milestones.v1"))).isEqualTo(300);
  }

  @Test
  void lag_thatIsNotKnownYet_isNone() {
    add("records-lag", "t.milestones.v1", 0, Double.NaN);
    assertThat(ConsumerLag.of(metrics, Set.of("t.milestones.v1"))).isZero();
    assertThat(ConsumerLag.of(Map.of(), Set.of("t.milestones.v1"))).isZero();
  }

  private void add(String name, String topic, int partition, double value) {
    MetricName metric =
        new MetricName(
            name,
            "consumer-fetch-manager-metrics",
            "",
            Map.of("topic", topic, "partition", String.valueOf(partition)));
    Measurable measured = (config, now) -> value;
    metrics.put(
        metric, new KafkaMetric(new Object(), metric, measured, new MetricConfig(), Time.SYSTEM));
  }
}
