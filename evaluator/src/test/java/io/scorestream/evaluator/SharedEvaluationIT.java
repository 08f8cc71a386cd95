package io.scorestream.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scorestream.diffusion.law.Laws;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.embedded.StackPorts;
import io.scorestream.evaluator.measure.Comparison;
import io.scorestream.evaluator.work.DistanceWork;
import io.scorestream.evaluator.work.Evaluation;
import io.scorestream.evaluator.work.TimestepWork;
import io.scorestream.evaluator.work.Work;
import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.Metric;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How evaluators share the work of one run, and that none of it is lost, done twice or handed
 * round.
 */
class SharedEvaluationIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int OF_NETWORKS = 12 * Fixtures.TIMESTEPS + 8;

  @TempDir static Path data;
  private static EmbeddedStack stack;

  @TempDir Path state;
  @TempDir Path otherState;

  @BeforeAll
  static void start() {
    stack = EmbeddedStack.start(data, StackPorts.FREE);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  /** An evaluator in this process, and what it was asked for. */
  private static final class Running implements AutoCloseable {

    private final Queue<Work> asked = new ConcurrentLinkedQueue<>();
    private final EvaluatorService service;
    private final CompletableFuture<Void> ended;

    Running(Deployment deployment, int threads, Evaluation before) {
      service =
          deployment.evaluator(
              threads,
              evaluation ->
                  (run, work, earlier) -> {
                    asked.add(work);
                    before.evaluate(run, work, earlier);
                    return evaluation.evaluate(run, work, earlier);
                  });
      ended = CompletableFuture.runAsync(service::run);
    }

    @Override
    public void close() {
      service.stop();
      ended.join();
    }
  }

  private static Evaluation nothing() {
    return (run, work, before) -> Optional.empty();
  }

  private static Evaluation sleeping(Duration time) {
    return (run, work, before) -> {
      try {
        Thread.sleep(time.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return Optional.empty();
    };
  }

  /** What is said of networks, but for how long it took. */
  private static List<String> said(List<Metric> metrics) {
    return metrics.stream()
        .filter(metric -> !metric.getMetric().endsWith("_seconds"))
        .map(Metric::toString)
        .sorted()
        .toList();
  }

  @Test
  void evaluationLongerThanThePollInterval_isDoneOnce_andNotHandedRound() {
    Deployment here =
        Deployment.withTopics(stack, "slow", state).with(Map.of("max.poll.interval.ms", "3000"));
    Run run = here.run(Fixtures.known("r", Laws.named("mixture")));
    try (Running one = new Running(here, 4, sleeping(Duration.ofSeconds(10)));
        Running other = new Running(here.beside(otherState), 4, sleeping(Duration.ofSeconds(10)))) {
      here.awaitMembers(2);
      here.milestone(run, Fixtures.milestone(run, 256));
      List<Metric> metrics = here.awaitMetrics(here.topics().robustErrorMetrics(), OF_NETWORKS);
      assertThat(metrics).hasSize(OF_NETWORKS);
      List<Work> asked = new ArrayList<>(one.asked);
      asked.addAll(other.asked);
      assertThat(asked).extracting(Work::number).containsExactlyInAnyOrder(1, 2, 3, 4);
    }
  }

  @Test
  void twoEvaluators_shareARunsTimesteps_andSayWhatOneSays() {
    Deployment alone = Deployment.withTopics(stack, "alone", state);
    Run run = alone.run(Fixtures.known("r", Laws.named("mixture")));
    alone.milestone(run, Fixtures.milestone(run, 256));
    List<String> expected;
    try (Running one = new Running(alone, 1, nothing())) {
      expected = said(alone.awaitMetrics(alone.topics().robustErrorMetrics(), OF_NETWORKS));
      assertThat(one.asked).hasSize(Fixtures.TIMESTEPS);
    }

    Deployment both = Deployment.withTopics(stack, "both", state.resolve("both"));
    Run shared = both.run(Fixtures.known("r", Laws.named("mixture")));
    try (Running one = new Running(both, 1, nothing());
        Running other = new Running(both.beside(otherState), 1, nothing())) {
      both.awaitMembers(2);
      List<Long> milestones = new ArrayList<>();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                milestones.add(256L << milestones.size());
                both.milestone(
                    shared, Fixtures.milestone(shared, milestones.get(milestones.size() - 1)));
                both.awaitMetrics(
                    both.topics().robustErrorMetrics(), OF_NETWORKS * milestones.size());
                return !one.asked.isEmpty() && !other.asked.isEmpty();
              });
      List<Metric> metrics = both.metrics(both.topics().robustErrorMetrics());
      assertThat(metrics).hasSize(OF_NETWORKS * milestones.size()).doesNotHaveDuplicates();
      assertThat(said(metrics.stream().filter(metric -> metric.getMilestone() == 256).toList()))
          .isEqualTo(expected);
    }
  }

  /** By a process of its own, killed while it evaluates a backlog of milestones. */
  @Test
  void evaluatorThatIsKilled_leavesItsWorkToTheOther_andEachMetricIsThereOnce()
      throws IOException, InterruptedException {
    Deployment here = Deployment.withTopics(stack, "killed", state);
    RunSpec quick = Fixtures.known("r", Laws.named("mixture"));
    EvaluationSpec thorough =
        EvaluationSpec.newBuilder(quick.getEvaluation()).setDraws(50_000).build();
    Run run = here.run(RunSpec.newBuilder(quick).setEvaluation(thorough).build());
    List<Long> milestones = LongStream.rangeClosed(1, 40).mapToObj(i -> 256 * i).toList();
    for (long milestone : milestones) {
      here.milestone(run, Fixtures.milestone(run, milestone));
    }
    int all = OF_NETWORKS * milestones.size();
    Process killed = new ProcessBuilder(here.command()).inheritIO().start();
    try {
      here.awaitMetrics(here.topics().robustErrorMetrics(), 1);
    } finally {
      killed.destroyForcibly();
    }
    assertThat(killed.waitFor(1, TimeUnit.MINUTES)).isTrue();
    int before = here.metrics(here.topics().robustErrorMetrics()).size();
    assertThat(before).isPositive().isLessThan(all);
    try (Running other = new Running(here.beside(otherState), 1, nothing())) {
      List<Metric> metrics = here.awaitMetrics(here.topics().robustErrorMetrics(), all);
      assertThat(other.asked).isNotEmpty();
      assertThat(metrics).hasSize(all);
      assertThat(said(metrics)).doesNotHaveDuplicates();
    }
  }

  @Test
  void comparisonsOfOneMilestone_areMadeAtTheSameTime() {
    Deployment here = Deployment.withTopics(stack, "parallel", state);
    Run run = here.run(Fixtures.known("r", Laws.named("mixture")));
    int parallel = 3;
    CountDownLatch together = new CountDownLatch(parallel);
    Queue<Comparison> met = new ConcurrentLinkedQueue<>();
    Evaluation meeting =
        (of, work, before) -> {
          together.countDown();
          try {
            if (together.await(1, TimeUnit.MINUTES)) {
              met.add(((DistanceWork) work).comparison());
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Optional.empty();
        };
    float[] points = Fixtures.standardNormal().draw(200, Seeds.generator(1)).numbers();
    SampleBatch samples = SampleBatches.batch("source", 0, Rows.of(points, 2).first(128));
    here.send(here.topics().samples(), "source", List.of(samples));
    try (Running one = new Running(here, parallel, meeting)) {
      here.send(
          here.topics().generations(), "r/256", List.of(Fixtures.batch(run, 256, 0, 1, points)));
      await().atMost(PATIENCE).until(() -> one.asked.size() == Comparison.values().length);
      await().atMost(PATIENCE).until(() -> met.size() == Comparison.values().length);
      assertThat(met).containsExactlyInAnyOrder(Comparison.values());
    }
  }

  @Test
  void endWhileEvaluating_isSoon_andTheWorkIsDoneAtTheNextStart() {
    Deployment here = Deployment.withTopics(stack, "ended", state);
    Run run = here.run(Fixtures.known("r", Laws.named("mixture")));
    here.milestone(run, Fixtures.milestone(run, 256));
    try (Running one = new Running(here, 1, sleeping(Duration.ofMinutes(5)))) {
      await().atMost(PATIENCE).until(() -> !one.asked.isEmpty());
    }
    assertThat(here.metrics(here.topics().robustErrorMetrics())).isEmpty();
    try (Running one = new Running(here, 1, nothing())) {
      assertThat(here.awaitMetrics(here.topics().robustErrorMetrics(), OF_NETWORKS))
          .hasSize(OF_NETWORKS);
      assertThat(one.asked)
          .extracting(work -> ((TimestepWork) work).timestep())
          .containsExactlyInAnyOrder(1, 2, 3, 4);
    }
  }
}
