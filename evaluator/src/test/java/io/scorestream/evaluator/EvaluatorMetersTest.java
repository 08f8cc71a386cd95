package io.scorestream.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scorestream.diffusion.law.Law;
import io.scorestream.evaluator.measure.Comparison;
import io.scorestream.evaluator.measure.Findings;
import io.scorestream.evaluator.work.Backlog;
import io.scorestream.evaluator.work.DistanceWork;
import io.scorestream.evaluator.work.Evaluation;
import io.scorestream.evaluator.work.Work;
import io.scorestream.events.Evidence;
import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastScope;
import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneSpec;
import io.scorestream.events.RunAction;
import io.scorestream.events.RunCommand;
import io.scorestream.events.RunSpec;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.service.metrics.Meters;
import io.scorestream.topics.MetricName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvaluatorMetersTest {

  private static final Law LAW = Fixtures.standardNormal();

  private final Run run = new Run(Fixtures.known("r", LAW));
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Backlog backlog = new Backlog();
  private final EvaluatorMeters meters = new EvaluatorMeters(Meters.in(registry), backlog);

  @Test
  void meters_showTheNewestMilestone_alsoWhenAnOlderOneIsRepeated() {
    emit(256, 3);
    emit(512, 2);
    emit(256, 3);
    assertThat(registry.get("scorestream.wasserstein.distance").tag("run", "r").gauge().value())
        .isEqualTo(2);
  }

  @Test
  void meters_showWhatWaits() {
    backlog.add(3);
    backlog.add(-1);
    assertThat(registry.get("scorestream.evaluation.backlog").gauge().value()).isEqualTo(2);
  }

  @Test
  void meters_countEveryEvaluation() {
    emit(256, 3);
    emit(512, 2);
    assertThat(
            registry
                .get("scorestream.evaluation")
                .tags("run", "r", "event", "generations")
                .timer()
                .count())
        .isEqualTo(2);
  }

  @Test
  void meters_showWhatTheRunNeeds_andNoNumberWhereNoneCanBeGiven() {
    meters.show(forecast(ForecastScope.WORST_TIMESTEP, 512, 9_000.0));
    meters.show(forecast(ForecastScope.TIMESTEP, 1024, 700.0));
    assertThat(needed()).isEqualTo(9_000);
    meters.show(forecast(ForecastScope.WORST_TIMESTEP, 1024, null));
    assertThat(needed()).isNaN();
    assertThat(
            registry
                .get("scorestream.forecast.timesteps")
                .tags("run", "r", "delta", "0.05", "status", "reached")
                .gauge()
                .value())
        .isEqualTo(3);
  }

  @Test
  void meters_showHowFarALossWillFall() {
    Forecast loss =
        Forecast.newBuilder(forecast(ForecastScope.MEDIAN_TIMESTEP, 512, null))
            .setDelta(null)
            .setFall(0.25)
            .build();
    meters.show(loss);
    assertThat(
            registry
                .get("scorestream.forecast.fall")
                .tags("run", "r", "by", "median")
                .gauge()
                .value())
        .isEqualTo(0.25);
  }

  @Test
  void follow_runThatIsPausedOrHasShownItsLastMilestone_leavesNothingOfIt() {
    EvaluatorMeters forgetful = new EvaluatorMeters(Meters.in(registry), backlog, Duration.ZERO);
    Run ending =
        new Run(
            RunSpec.newBuilder(run.spec())
                .setMilestones(new MilestoneSpec(256L, 2.0, 512L))
                .build());
    emit(forgetful, 256, 3);
    forgetful.follow(List.of(RunState.of(ending)));
    assertThat(seriesOfRuns()).as("512 is to come").isPositive();
    emit(forgetful, 512, 2);
    forgetful.follow(List.of(RunState.of(ending)));
    assertThat(seriesOfRuns()).isZero();

    emit(forgetful, 512, 2);
    RunState goesOn = RunState.of(run);
    forgetful.follow(List.of(goesOn));
    assertThat(seriesOfRuns()).isPositive();
    forgetful.follow(
        List.of(
            goesOn.after(
                new RunCommand("r", RunAction.PAUSE, null, "a test", run.hash(), null, null))));
    assertThat(seriesOfRuns()).isZero();
  }

  private long seriesOfRuns() {
    return registry.getMeters().stream().filter(it -> it.getId().getTag("run") != null).count();
  }

  private double needed() {
    return registry
        .get("scorestream.forecast")
        .tags("run", "r", "delta", "0.05", "by", "worst")
        .gauge()
        .value();
  }

  private static Forecast forecast(ForecastScope scope, long milestone, @Nullable Double needed) {
    return Forecast.newBuilder()
        .setRun("r")
        .setMilestone(milestone)
        .setScope(scope)
        .setDelta(0.05)
        .setNeeded(needed)
        .setTimestepsReached(3)
        .setTimestepsUnreachable(0)
        .setAdvice("more data")
        .build();
  }

  private void emit(long milestone, double distance) {
    emit(meters, milestone, distance);
  }

  private void emit(EvaluatorMeters meters, long milestone, double distance) {
    Metric metric =
        Metric.newBuilder()
            .setRun("r")
            .setMilestone(milestone)
            .setMetric(MetricName.SLICED_W2.text())
            .setValue(distance)
            .setN(1)
            .setEvidence(Evidence.EMPIRICAL)
            .build();
    Work work = new DistanceWork("r", 0, milestone, 0, Comparison.SLICED_W2, List.of());
    Evaluation evaluation = (of, asked, before) -> Optional.of(Findings.of(List.of(metric), 1));
    assertThat(meters.measured(evaluation).evaluate(run, work, Optional.empty()))
        .hasValueSatisfying(found -> assertThat(found.metrics()).containsExactly(metric));
  }
}
