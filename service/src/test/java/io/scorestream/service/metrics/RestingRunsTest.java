package io.scorestream.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RestingRunsTest {

  private static final MeterName SHARDS = MeterName.gauge("shards", "", "run");
  private static final MeterName STEPS = MeterName.counter("steps", "", "run", "shard");
  private static final MeterName TRAINING = MeterName.timer("training", "", "run");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Meters meters = Meters.in(registry);
  private final AtomicLong nanos = new AtomicLong();
  private final RestingRuns resting = new RestingRuns(meters, Duration.ofMinutes(10), nanos::get);

  @Test
  void follow_runThatHasRested_takesItsGaugesCountersAndTimersAway_andNoOthers() {
    fill("a");
    fill("b");
    resting.follow(Set.of("a", "b"));
    minutesLater(9);
    assertThat(resting.follow(Set.of("b"))).as("rests for nine minutes").isEmpty();
    assertThat(series()).hasSize(6);
    minutesLater(1);
    assertThat(resting.follow(Set.of("b"))).containsExactly("a");
    assertThat(series()).containsExactly("b", "b", "b");
    assertThat(resting.follow(Set.of("b"))).as("gone once").isEmpty();
  }

  @Test
  void worked_whileItRests_keepsItsSeriesAsLongAgain() {
    fill("a");
    resting.worked("a");
    minutesLater(9);
    resting.worked("a");
    minutesLater(9);
    assertThat(resting.follow(Set.of())).isEmpty();
    minutesLater(1);
    assertThat(resting.follow(Set.of())).containsExactly("a");
  }

  @Test
  void ended_runAtWork_leavesEarlierThanOthers_andNotAtOnce() {
    fill("a");
    fill("b");
    resting.worked("a");
    resting.worked("b");
    resting.ended("a", Duration.ofMinutes(2));
    minutesLater(1);
    assertThat(resting.follow(Set.of())).as("what was counted last is still read").isEmpty();
    minutesLater(1);
    assertThat(resting.follow(Set.of())).containsExactly("a");
    assertThat(series()).containsExactly("b", "b", "b");
  }

  @Test
  void series_ofARunThatGoesOn_comeAgain() {
    fill("a");
    resting.worked("a");
    minutesLater(10);
    resting.follow(Set.of());
    fill("a");
    assertThat(registry.get("shards").gauge().value()).isEqualTo(3);
    assertThat(registry.get("steps").counter().count()).isEqualTo(1);
  }

  private void fill(String run) {
    meters.set(SHARDS, 3, run);
    meters.count(STEPS, 1, run, "0");
    meters.time(TRAINING, Duration.ofSeconds(1), run);
  }

  private void minutesLater(long minutes) {
    nanos.addAndGet(Duration.ofMinutes(minutes).toNanos());
  }

  private List<String> series() {
    return registry.getMeters().stream().map(Meter::getId).map(id -> id.getTag("run")).toList();
  }
}
