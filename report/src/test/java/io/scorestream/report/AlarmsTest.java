package io.scorestream.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.Metric;
import io.scorestream.topics.MetricName;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmsTest {

  private final Alarms alarms = new Alarms();

  @Test
  void add_ofAChangeThatSeveralShardsFind_saysItOnce() {
    assertThat(alarms.add(changes(512, 0, 0))).isEmpty();
    assertThat(alarms.add(changes(1024, 0, 1)))
        .hasValueSatisfying(it -> assertThat(it).contains("m = 1024", "once so far"));
    assertThat(alarms.add(changes(1024, 1, 1))).isEmpty();
    assertThat(alarms.add(changes(2048, 1, 2)))
        .hasValueSatisfying(it -> assertThat(it).contains("m = 2048", "2 times so far"));
  }

  @Test
  void add_ofGenerationsThatRepeatSamples_saysSoOnceAMilestone() {
    Metric alarm = Fixtures.whole(MetricName.MEMORISATION_ALARM, 256, 1);
    assertThat(alarms.add(alarm))
        .hasValueSatisfying(it -> assertThat(it).contains("m = 256", "repeat"));
    assertThat(alarms.add(alarm)).isEmpty();
    assertThat(alarms.add(Fixtures.whole(MetricName.MEMORISATION_ALARM, 512, 0))).isEmpty();
    assertThat(alarms.add(Fixtures.whole(MetricName.MEMORISATION_ALARM, 1024, 1))).isPresent();
  }

  @Test
  void of_metricsInAnyOrder_isByMilestone() {
    List<MetricLine> lines =
        List.of(
            new MetricLine("t", changes(2048, 0, 2)),
            new MetricLine("t", changes(1024, 0, 1)),
            new MetricLine("t", Fixtures.whole(MetricName.MEMORISATION_ALARM, 512, 1)));

    assertThat(Alarms.of(lines).sentences())
        .satisfiesExactly(
            it -> assertThat(it).contains("m = 512"),
            it -> assertThat(it).contains("m = 1024"),
            it -> assertThat(it).contains("m = 2048"));
  }

  private static Metric changes(long milestone, int shard, double count) {
    return Metric.newBuilder(Fixtures.whole(MetricName.DRIFT_ALARMS, milestone, count))
        .setShard(shard)
        .build();
  }
}
