package io.scorestream.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class MetersTest {

  private static final MeterName SHARDS =
      MeterName.gauge("scorestream.shards", "Shards of a run.", "run");
  private static final MeterName MILESTONE =
      MeterName.gauge("scorestream.milestone", "Newest milestone.", "run", "shard");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Meters meters = Meters.in(registry);

  @Test
  void set_keepsTheNewestValueOfEachSeries() {
    meters.set(SHARDS, 2, "a");
    meters.set(SHARDS, 3, "b");
    meters.set(SHARDS, 4, "a");
    assertThat(registry.get("scorestream.shards").tag("run", "a").gauge().value()).isEqualTo(4);
    assertThat(registry.get("scorestream.shards").tag("run", "b").gauge().value()).isEqualTo(3);
  }

  @Test
  void forget_dropsEverySeriesThatStartsWithTheValues() {
    meters.set(MILESTONE, 256, "a", "0");
    meters.set(MILESTONE, 256, "a", "1");
    meters.set(MILESTONE, 512, "b", "0");
    meters.forget(MILESTONE, "a");
    assertThat(registry.get("scorestream.milestone").gauges())
        .singleElement()
        .satisfies(gauge -> assertThat(gauge.getId().getTag("run")).isEqualTo("b"));
  }

  @Test
  void forgottenSeries_canComeAgain() {
    meters.set(SHARDS, 2, "a");
    meters.forget(SHARDS, "a");
    meters.set(SHARDS, 5, "a");
    assertThat(registry.get("scorestream.shards").gauge().value()).isEqualTo(5);
  }

  @Test
  void count_byNothingMakesACounterKnown() {
    meters.count(ServiceMeters.DEAD_LETTERS, 0);
    assertThat(registry.get("scorestream.dead.letters").counter().count()).isZero();
  }

  @Test
  void meter_isUsedAsItIsDeclared() {
    assertThatIllegalArgumentException().isThrownBy(() -> meters.set(SHARDS, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> meters.count(SHARDS, 1, "a"));
  }

  @Test
  void exposed_isWhatPrometheusReads() {
    assertThat(SHARDS.in("parts").exposed()).containsExactly("scorestream_shards_parts");
    assertThat(MeterName.counter("a.b", "").exposed()).containsExactly("a_b_total");
    assertThat(MeterName.timer("a", "").exposed())
        .containsExactly("a_seconds_count", "a_seconds_sum", "a_seconds_max");
  }

  @Test
  void group_refusesANameThatItHas() {
    MeterGroup group = new MeterGroup();
    group.add(SHARDS);
    assertThatIllegalArgumentException().isThrownBy(() -> group.add(SHARDS));
  }
}
