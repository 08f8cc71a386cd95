package io.scorestream.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.diffusion.law.Laws;
import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.embedded.StackPorts;
import io.scorestream.events.Metric;
import io.scorestream.events.NetworkSpec;
import io.scorestream.events.RunAction;
import io.scorestream.events.RunSpec;
import io.scorestream.events.ScoreWeights;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.BadRecordPolicy;
import io.scorestream.topics.MetricName;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies, or no longer lies, where milestones say that their networks do. */
class FetchedNetworksIT {

  private static final int PER_NETWORK = 12;
  private static final int PER_MILESTONE = PER_NETWORK * Fixtures.TIMESTEPS + 8;

  @TempDir static Path data;
  private static EmbeddedStack stack;

  @TempDir Path state;

  @BeforeAll
  static void start() {
    stack = EmbeddedStack.start(data, StackPorts.FREE);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void networkThatAllTimestepsShare_isFetchedOnce() {
    Deployment here = Deployment.withTopics(stack, "shared", state);
    Run run = here.run(sharing(Fixtures.known("r", Laws.named("mixture"))));
    here.milestone(run, Fixtures.milestone(run, 256));
    AtomicInteger evaluated = new AtomicInteger();
    EvaluatorService evaluator =
        here.evaluator(
            1,
            evaluation ->
                (of, work, before) -> {
                  var findings = evaluation.evaluate(of, work, before);
                  if (evaluated.incrementAndGet() == 1) {
                    here.deleteRecords(here.topics().weights());
                  }
                  return findings;
                });
    CompletableFuture<Void> running = CompletableFuture.runAsync(evaluator::run);
    assertThat(here.awaitMetrics(here.topics().robustErrorMetrics(), PER_MILESTONE))
        .hasSize(PER_MILESTONE);
    assertThat(evaluated).hasValue(Fixtures.TIMESTEPS);
    evaluator.stop();
    running.join();
  }

  @Test
  void networksThatAreDeleted_arePassedOver_andLaterOnesEvaluated() {
    Deployment here = Deployment.withTopics(stack, "deleted", state);
    Run run = here.run(Fixtures.known("r", Laws.named("mixture")));
    here.milestone(run, Fixtures.milestone(run, 256));
    here.deleteRecords(here.topics().weights());
    here.milestone(run, Fixtures.milestone(run, 512));
    here.whileEvaluating(
        BadRecordPolicy.FAIL,
        () -> here.awaitMetrics(here.topics().robustErrorMetrics(), PER_MILESTONE));
    assertThat(here.metrics(here.topics().robustErrorMetrics()))
        .hasSize(PER_MILESTONE)
        .extracting(Metric::getMilestone)
        .containsOnly(512L);
    assertThat(here.deadLetters()).isEmpty();
  }

  /** As where topics were made anew, with other records at the same places. */
  @Test
  void networkOfAnotherMilestoneThanTheOneThatNamesIt_endsItWithItsPlace() {
    Deployment here = Deployment.withTopics(stack, "other", state);
    Run run = here.run(Fixtures.known("r", Laws.named("mixture")));
    List<ScoreWeights> first = Fixtures.milestone(run, 256).subList(0, 1);
    here.milestone(run, first);
    here.milestone(run, 512, List.of(Fixtures.at(1, here.partition(run), 0)));
    assertThatThrownBy(here.evaluator(BadRecordPolicy.FAIL)::run)
        .isInstanceOf(ScorestreamException.class)
        .hasMessageMatching(
            "record at topic other.weights.v1, partition \\d, offset 0 is not sound: weights of run"
                + " r, network 1, milestone 256, .* milestone 512 .*");
    assertThat(here.deadLetters()).hasSize(1);
  }

  @Test
  void runThatBeganAnewWhileNoEvaluatorRan_isNotTakenForWhatItWas() {
    Deployment here = Deployment.withTopics(stack, "anew", state);
    Run run = here.run(Fixtures.known("r", Laws.named("mixture")));
    int all = Fixtures.TIMESTEPS;
    here.milestone(run, Fixtures.milestone(run, 256).subList(0, all - 1));
    here.whileEvaluating(
        BadRecordPolicy.FAIL,
        () -> here.awaitMetrics(here.topics().robustErrorMetrics(), PER_NETWORK * (all - 1)));

    RunState deleted = here.command(RunState.of(run), RunAction.DELETE);
    RunState anew = here.command(deleted, RunAction.RESTORE);
    List<ScoreWeights> networks = Fixtures.milestone(anew, 256);
    here.milestone(anew, networks.subList(all - 1, all), true);
    here.whileEvaluating(
        BadRecordPolicy.FAIL,
        () -> {
          here.awaitMetrics(here.topics().robustErrorMetrics(), PER_NETWORK * all);
          here.milestone(anew, networks.subList(0, all - 1), true);
          here.awaitMetrics(
              here.topics().robustErrorMetrics(), PER_NETWORK * (all - 1) + PER_MILESTONE);
        });

    List<Metric> metrics = here.metrics(here.topics().robustErrorMetrics());
    assertThat(metrics).hasSize(PER_NETWORK * (all - 1) + PER_MILESTONE);
    assertThat(metrics.subList(0, PER_NETWORK * (all - 1)))
        .extracting(Metric::getIncarnation)
        .containsOnly(0);
    assertThat(metrics)
        .filteredOn(metric -> metric.getMetric().equals(MetricName.PATH_ERROR.text()))
        .isNotEmpty()
        .allSatisfy(metric -> assertThat(metric.getIncarnation()).isEqualTo(1))
        .allSatisfy(metric -> assertThat(metrics.indexOf(metric)).isGreaterThan(all * PER_NETWORK));
  }

  private static RunSpec sharing(RunSpec spec) {
    NetworkSpec network = NetworkSpec.newBuilder(spec.getNetwork()).setBands(1).build();
    return RunSpec.newBuilder(spec).setNetwork(network).setShards(1).build();
  }
}
