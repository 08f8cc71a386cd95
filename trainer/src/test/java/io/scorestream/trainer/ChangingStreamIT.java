package io.scorestream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scorestream.events.DriftState;
import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneSpec;
import io.scorestream.topics.MetricName;
import io.scorestream.trainer.Deployment.Running;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What the drift topic and the metrics say of a stream while it is trained on. */
class ChangingStreamIT extends OnEmbeddedStack {

  /** With a fifth held out, enough for milestone 256 and a dozen blocks after it. */
  private static final int STEADY = 2_500;

  /** With a fifth held out, enough for milestone 4096. */
  private static final int ALL = 5_400;

  @Test
  void streamThatChanges_isFoundOnce_alsoWhenTheTrainerStartsAnew() {
    Deployment deployment = withRun("changing");
    Running first = deployment.start(Map.of());
    deployment.send("r", 0, STEADY);
    awaitUntil(first, () -> newest(deployment).getScored() > 1_000);
    assertThat(newest(deployment).getAlarms()).isZero();
    first.stop();

    Running second = deployment.start(Map.of());
    deployment.send("r", STEADY, ALL - 500, 4);
    awaitUntil(second, () -> newest(deployment).getAlarms() > 0);
    second.stop();
    Running third = deployment.start(Map.of());
    deployment.send("r", ALL - 500, ALL, 4);
    awaitUntil(third, () -> deployment.milestones().size() == 2);
    third.stop();

    DriftState last = newest(deployment);
    assertThat(last.getMilestone()).isEqualTo(4096);
    assertThat(last.getAlarms()).isEqualTo(1);
    assertThat(last.getLastAlarm()).isBetween(STEADY * 4L / 5 - 128, STEADY * 4L / 5 + 1_000);
    assertMetrics(deployment, 1);
  }

  @Test
  void steadyStream_raisesNoAlarm() {
    Deployment deployment = withRun("steady");
    deployment.send("r", 0, ALL);
    Running trainer = deployment.start(Map.of());
    awaitUntil(trainer, () -> deployment.milestones().size() == 2);
    trainer.stop();
    assertMetrics(deployment, 0);
  }

  /**
   * One count of the shard, and a loss of each timestep, at the milestone whose samples they are
   * of.
   */
  private static void assertMetrics(Deployment deployment, double alarms) {
    List<Metric> found =
        deployment.metrics().stream()
            .filter(metric -> metric.getMetric().equals(MetricName.DRIFT_ALARMS.text()))
            .toList();
    assertThat(found).extracting(Metric::getShard).containsExactly(0);
    assertThat(found).allMatch(metric -> metric.getMilestone() == 4096);
    assertThat(found).allMatch(metric -> metric.getValue() == alarms);
    assertThat(deployment.metrics())
        .filteredOn(metric -> metric.getMetric().equals(MetricName.PREQUENTIAL_LOSS.text()))
        .hasSize(4);
  }

  private static Deployment withRun(String prefix) {
    Deployment deployment = deployment(prefix);
    deployment.apply(
        deployment.small("r").setMilestones(new MilestoneSpec(256L, 16.0, 4096L)).build());
    return deployment;
  }

  private static DriftState newest(Deployment deployment) {
    List<DriftState> states = deployment.drift();
    return states.isEmpty() ? new DriftState() : states.get(states.size() - 1);
  }

  private static void awaitUntil(Running trainer, BooleanSupplier condition) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              if (trainer.end().isDone()) {
                trainer.end().join();
              }
              return condition.getAsBoolean();
            });
  }
}
