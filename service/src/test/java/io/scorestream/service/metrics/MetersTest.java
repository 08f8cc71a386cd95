package io.scorestream.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class MetersTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Meters meters = Meters.in(registry);

  @Test
  void set_keepsTheNewestValueOfEachSeries() {
    meters.set(MeterName.SHARDS, 2, "a");
    meters.set(MeterName.SHARDS, 3, "b");
    meters.set(MeterName.SHARDS, 4, "a");
    assertThat(registry.get("scorestream.shards").tag("run", "a").gauge().value()).isEqualTo(4);
    assertThat(registry.get("scorestream.shards").tag("run", "b").gauge().value()).isEqualTo(3);
  }

  @Test
  void forget_dropsEverySeriesThatStartsWithTheValues() {
    meters.set(MeterName.MILESTONE, 256, "a", "0");
    meters.set(MeterName.MILESTONE, 256, "a", "1");
    meters.set(MeterName.MILESTONE, 512, "b", "0");
    meters.forget(MeterName.MILESTONE, "a");
    assertThat(registry.get("scorestream.milestone").gauges())
        .singleElement()
        .satisfies(gauge -> assertThat(gauge.getId().getTag("run")).isEqualTo("b"));
  }

  @Test
  void forgottenSeries_canComeAgain() {
    meters.set(MeterName.SHARDS, 2, "a");
    meters.forget(MeterName.SHARDS, "a");
    meters.set(MeterName.SHARDS, 5, "a");
    assertThat(registry.get("scorestream.shards").gauge().value()).isEqualTo(5);
  }

  @Test
  void count_byNothingMakesACounterKnown() {
    meters.count(MeterName.DEAD_LETTERS, 0);
    assertThat(registry.get("scorestream.dead.letters").counter().count()).isZero();
  }

  @Test
  void meter_isUsedAsItIsDeclared() {
    assertThatIllegalArgumentException().isThrownBy(() -> meters.set(MeterName.SHARDS, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> meters.count(MeterName.SHARDS, 1, "a"));
  }
}
