package io.scorestream.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.evaluator.StubMlflow.Logged;
import io.scorestream.evaluator.StubMlflow.TrackedRun;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.fixtures.PublishedRuns;
import io.scorestream.fixtures.RunningStack;
import io.scorestream.fixtures.SmallRun;
import io.scorestream.fixtures.TestTopics;
import io.scorestream.run.Run;
import io.scorestream.service.settings.SettingsLoader;
import io.scorestream.topics.MetricName;
import io.scorestream.topics.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an MLflow server gets of evaluators that were told of it. */
@ExtendWith(RunningStack.class)
class MlflowIT {

  private static EmbeddedStack stack;

  @TempDir private Path state;
  @TempDir private Path otherState;

  private StubMlflow mlflow;

  @BeforeAll
  static void start(EmbeddedStack running) {
    stack = running;
  }

  @BeforeEach
  void serve() throws IOException {
    mlflow = new StubMlflow();
  }

  @AfterEach
  void end() {
    mlflow.close();
  }

  @Test
  void metrics_areOneRunsEach_namedByWhatTheyAreOf_andNotDoubledByARestart() {
    TestTopics topics = TestTopics.of(stack, "tracked").create(3);
    send(topics, topics.catalogue().trainingMetrics(), shard("a", 256, 2.5));
    send(topics, topics.catalogue().robustErrorMetrics(), timestep("a", 256, 0.25));
    send(topics, topics.catalogue().wassersteinMetrics(), column("b", 256, 0.5));
    send(topics, topics.catalogue().wassersteinMetrics(), column("b", 256, Double.NaN));
    whileEvaluating(topics, state, () -> awaitLogged(3));
    send(topics, topics.catalogue().robustErrorMetrics(), timestep("a", 512, 0.125));
    whileEvaluating(topics, state, () -> awaitLogged(4));

    assertThat(mlflow.experiments()).containsOnlyKeys("tracked");
    assertThat(mlflow.runs()).extracting(TrackedRun::name).containsExactlyInAnyOrder("a", "b");
    assertThat(ofRun("a").tags())
        .containsOnly(Map.entry("scorestream.run", "a"), Map.entry("scorestream.incarnation", "0"));
    assertThat(ofRun("a").metrics())
        .extracting(Logged::key, Logged::value, Logged::step)
        .containsExactlyInAnyOrder(
            tuple("training_seconds/shard-1", 2.5, 256L),
            tuple("robust_error/delta-0.05/k-007", 0.25, 256L),
            tuple("robust_error/delta-0.05/k-007", 0.125, 512L));
    assertThat(ofRun("b").metrics())
        .extracting(Logged::key, Logged::value)
        .containsExactly(tuple("column_w1/column-caf__2", 0.5));
    assertThat(ofRun("b").metrics().get(0).timestamp())
        .isCloseTo(System.currentTimeMillis(), within(300_000L));
  }

  @Test
  void metrics_thatMlflowDidNotTake_areDeliveredLater() {
    TestTopics topics = TestTopics.of(stack, "away").create(1);
    mlflow.fail(2, false);
    whileEvaluating(
        topics,
        state,
        () -> {
          send(
              topics,
              topics.catalogue().robustErrorMetrics(),
              LongStream.rangeClosed(1, 1500)
                  .mapToObj(m -> timestep("a", m, 1.0 / m))
                  .toArray(Metric[]::new));
          awaitLogged(1500);
        });

    assertThat(mlflow.failuresLeft()).isZero();
    assertThat(ofRun("a").metrics()).hasSize(1500);
  }

  @Test
  void metrics_whoseDeliveryIsNotKnown_areGivenAgainAsTheyWere() {
    TestTopics topics = TestTopics.of(stack, "unknown").create(1);
    mlflow.fail(1, true);
    send(topics, topics.catalogue().robustErrorMetrics(), timestep("a", 256, 0.25));
    whileEvaluating(topics, state, () -> awaitLogged(2));

    assertThat(mlflow.runs()).hasSize(1);
    assertThat(new HashSet<>(ofRun("a").metrics()))
        .as("a database keeps what has the same name, value, step and time once")
        .hasSize(1);
  }

  @Test
  void twoEvaluators_deliverOnce_andTheOtherGoesOnWhereOneEnds() {
    TestTopics topics = TestTopics.of(stack, "shared").create(3);
    whileEvaluating(
        topics,
        state,
        () -> {
          whileEvaluating(
              topics,
              otherState,
              () -> {
                send(topics, topics.catalogue().robustErrorMetrics(), timestep("a", 1, 1));
                send(topics, topics.catalogue().trainingMetrics(), shard("a", 1, 1));
                awaitLogged(2);
              });
          send(topics, topics.catalogue().robustErrorMetrics(), timestep("a", 2, 1));
          awaitLogged(3);
        });
    whileEvaluating(
        topics,
        otherState,
        () -> {
          send(topics, topics.catalogue().robustErrorMetrics(), timestep("a", 3, 1));
          awaitLogged(4);
        });

    assertThat(mlflow.runs()).hasSize(1);
    assertThat(ofRun("a").metrics()).doesNotHaveDuplicates();
  }

  @Test
  void aServer_thatAsksWhoWeAre_isToldAndGetsTheRunsParametersToo() {
    TestTopics topics = TestTopics.of(stack, "known").create(1);
    Run run = SmallRun.named("small", 2);
    new PublishedRuns(topics).run(run);
    send(topics, topics.catalogue().robustErrorMetrics(), timestep("small", 256, 0.25));
    mlflow.ask("Basic bWU6c2VjcmV0"); // me:secret
    whileEvaluating(
        topics,
        state,
        Map.of("mlflow.username", "me", "mlflow.password", "secret"),
        () -> awaitLogged(1));
    mlflow.ask("Bearer abc");
    send(topics, topics.catalogue().robustErrorMetrics(), timestep("small", 512, 0.25));
    whileEvaluating(topics, state, Map.of("mlflow.token", "abc"), () -> awaitLogged(2));

    assertThat(ofRun("small").parameters())
        .as("they are told again by the second, and are the same")
        .containsEntry("network.hiddenWidths", "[8]")
        .containsEntry("evaluation.generations", "2")
        .containsEntry("source", run.spec().getSource())
        .containsEntry("timeGrid.steps", String.valueOf(SmallRun.TIMESTEPS))
        .doesNotContainKey("image");
  }

  /** What was refused was tried again and again, and the metrics of all runs waited for it. */
  @Test
  void parameters_thatMlflowRefuses_keepBackNoMetrics() {
    TestTopics topics = TestTopics.of(stack, "refused").create(1);
    new PublishedRuns(topics).run(SmallRun.named("a", 2));
    mlflow.refuseParameters();
    send(topics, topics.catalogue().robustErrorMetrics(), timestep("a", 256, 0.25));
    send(topics, topics.catalogue().robustErrorMetrics(), timestep("b", 256, 0.25));
    whileEvaluating(topics, state, () -> awaitLogged(2));

    assertThat(mlflow.runs())
        .extracting(TrackedRun::name, run -> run.metrics().size())
        .containsExactlyInAnyOrder(tuple("a", 1), tuple("b", 1));
    assertThat(ofRun("a").parameters()).isEmpty();
  }

  private TrackedRun ofRun(String name) {
    return mlflow.runs().stream().filter(run -> run.name().equals(name)).findFirst().orElseThrow();
  }

  /** Waits until so many were logged at least; the tests say where it must be no more. */
  private void awaitLogged(int count) {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> mlflow.runs().stream().mapToInt(run -> run.metrics().size()).sum() >= count);
  }

  private void whileEvaluating(TestTopics topics, Path folder, Runnable work) {
    whileEvaluating(topics, folder, Map.of(), work);
  }

  private void whileEvaluating(
      TestTopics topics, Path folder, Map<String, String> more, Runnable work) {
    EvaluatorService evaluator =
        new EvaluatorService(
            EvaluatorSettings.of(
                new SettingsLoader(EvaluatorSettings.DECLARED)
                    .values(
                        Map.of(
                            "bootstrap.servers", stack.bootstrapServers(),
                            "registry.url", stack.registryUrl(),
                            "topic.prefix", topics.catalogue().prefix(),
                            "state.dir", folder.toString(),
                            "device", "cpu",
                            "mlflow.url", mlflow.url()))
                    .values(more)
                    .load()));
    CompletableFuture<Void> running =
        CompletableFuture.runAsync(evaluator::run, task -> new Thread(task).start());
    try {
      work.run();
    } finally {
      evaluator.stop();
      running.join();
    }
  }

  private static void send(TestTopics topics, Topic topic, Metric... metrics) {
    topics.send(
        Arrays.stream(metrics)
            .map(
                metric ->
                    new ProducerRecord<String, SpecificRecord>(
                        topic.name(), metric.getRun(), metric))
            .toList());
  }

  private static Metric shard(String run, long milestone, double value) {
    return metric(run, milestone, MetricName.TRAINING_SECONDS, value).setShard(1).build();
  }

  private static Metric timestep(String run, long milestone, double value) {
    return metric(run, milestone, MetricName.ROBUST_ERROR, value)
        .setTimestep(7)
        .setTime(0.5)
        .setDelta(0.05)
        .build();
  }

  private static Metric column(String run, long milestone, double value) {
    return metric(run, milestone, MetricName.COLUMN_W1, value).setColumn("café:2").build();
  }

  private static Metric.Builder metric(String run, long milestone, MetricName name, double value) {
    return Metric.newBuilder()
        .setRun(run)
        .setMilestone(milestone)
        .setMetric(name.text())
        .setValue(value)
        .setN(1)
        .setEvidence(Evidence.EMPIRICAL);
  }
}
