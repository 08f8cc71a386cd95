package io.scorestream.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.scorestream.diffusion.law.Laws;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.fixtures.Described;
import io.scorestream.fixtures.RunningStack;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.service.monitoring.Monitoring;
import io.scorestream.service.settings.HttpSettings;
import io.scorestream.topics.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The HTTP API of evaluators on a real broker and registry. */
@ExtendWith(RunningStack.class)
class EvaluatorApiIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<Long> MILESTONES = List.of(256L, 512L, 1_024L, 2_048L, 4_096L);

  private static EmbeddedStack stack;

  @TempDir Path state;
  @TempDir Path otherState;

  @BeforeAll
  static void start(EmbeddedStack running) {
    stack = running;
  }

  /** An evaluator that answers. */
  private static final class Serving implements AutoCloseable {

    private final Monitoring monitoring = Monitoring.start(HttpSettings.local(0));
    private final EvaluatorService service;
    private final CompletableFuture<Void> running;

    Serving(Deployment deployment) {
      this.service = deployment.evaluator(monitoring);
      this.running = CompletableFuture.runAsync(service::run);
    }

    HttpResponse<String> ask(String path) {
      return get(monitoring.url().orElseThrow() + path);
    }

    /** The answer, once it is one that a test can use. */
    JsonNode await(String path, String field, int count) {
      JsonNode[] answer = new JsonNode[1];
      Awaitility.await()
          .atMost(PATIENCE)
          .until(
              () -> {
                HttpResponse<String> response = ask(path);
                answer[0] = response.statusCode() == 200 ? Described.read(response.body()) : null;
                return answer[0] != null && answer[0].get(field).size() == count;
              });
      return answer[0];
    }

    @Override
    public void close() {
      service.stop();
      running.join();
      monitoring.close();
    }
  }

  private static HttpResponse<String> get(String url) {
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static float[] normal(long seed) {
    float[] points = Fixtures.standardNormal().draw(200, Seeds.generator(seed)).numbers();
    return points;
  }

  @Test
  void metricsAndForecasts_areAnsweredAsDescribed_alsoOverARestart_untilTheRunIsDeleted() {
    Deployment here = Deployment.withTopics(stack, "api", state);
    Run run = here.run(Fixtures.known("r", Laws.named("mixture")));
    here.send(
        here.topics().samples(),
        "source",
        List.of(SampleBatches.batch("source", 0, Rows.of(normal(3), 2).first(128))));
    MILESTONES.forEach(m -> here.milestone(run, Fixtures.milestone(run, m)));
    here.transaction(
        here.topics().generations(),
        "r/256",
        List.of(
            Fixtures.batch(run, 256, 0, 2, normal(1)), Fixtures.batch(run, 256, 1, 2, normal(2))),
        true);
    int deltas = run.spec().getEvaluation().getDeltas().size();
    int forecasts = deltas * (Fixtures.TIMESTEPS + 2);

    String first;
    try (Serving evaluator = new Serving(here)) {
      first = forecastOf(evaluator, forecasts).toString();
      hold(evaluator, "/api/runs");
      hold(evaluator, "/api/runs/{run}");
      hold(evaluator, "/api/runs/{run}/errors");
      hold(evaluator, "/api/runs/{run}/distances");
      hold(evaluator, "/api/runs/{run}/forecast");
      JsonNode errors = Described.read(evaluator.ask("/api/runs/r/errors").body());
      assertThat(errors.get("metrics").findValuesAsText("milestone")).containsOnly("4096");
      assertThat(evaluator.ask("/api/runs/none").statusCode()).isEqualTo(404);
      assertThat(evaluator.ask("/ready").statusCode()).isEqualTo(200);
    }
    try (Serving evaluator = new Serving(here)) {
      assertThat(forecastOf(evaluator, forecasts)).hasToString(first);
      here.delete(run);
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> evaluator.ask("/api/runs/r").statusCode() == 404);
    }
  }

  /** The run's own by worst and middle timestep, and each timestep's. */
  private static JsonNode forecastOf(Serving evaluator, int count) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                evaluator
                    .await("/api/runs/r/forecast", "forecasts", count)
                    .get("forecasts")
                    .findValuesAsText("milestone")
                    .stream()
                    .allMatch("4096"::equals));
    return Described.read(evaluator.ask("/api/runs/r/forecast").body());
  }

  private static void hold(Serving evaluator, String path) {
    Described description = Described.of(evaluator.ask("/api/openapi.json").body());
    HttpResponse<String> response = evaluator.ask(path.replace("{run}", "r"));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    description.check(
        Described.read(response.body()),
        description.schema(path, 200),
        path,
        new TreeSet<>(),
        new TreeSet<>());
  }

  @Test
  void evaluatorsThatShareRuns_sendEachOtherTheirClients() {
    Deployment here = Deployment.withTopics(stack, "shared", state);
    List<String> runs = onePerPartition(here.partitions(here.topics().milestones()));
    for (String id : runs) {
      Run run = here.run(Fixtures.known(id, Laws.named("mixture")));
      here.milestone(run, Fixtures.milestone(run, MILESTONES.get(0)));
    }
    try (Serving one = new Serving(here);
        Serving other = new Serving(here.beside(otherState))) {
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(statuses(one, runs)).contains(200, 307).hasSameSizeAs(runs);
                assertThat(statuses(other, runs)).contains(200, 307);
                for (String id : runs) {
                  HttpResponse<String> answer = one.ask("/api/runs/" + id + "/errors");
                  String place = answer.headers().firstValue("Location").orElse("");
                  HttpResponse<String> there = answer.statusCode() == 307 ? get(place) : answer;
                  assertThat(there.statusCode()).isEqualTo(200);
                  assertThat(Described.read(there.body()).get("metrics")).isNotEmpty();
                }
              });
      assertThat(Described.read(other.ask("/api/runs").body()).get("runs")).hasSize(runs.size());
    }
  }

  private static List<Integer> statuses(Serving evaluator, List<String> runs) {
    return runs.stream()
        .map(id -> evaluator.ask("/api/runs/" + id + "/errors").statusCode())
        .toList();
  }

  private static List<String> onePerPartition(int partitions) {
    return IntStream.range(0, partitions)
        .mapToObj(
            wanted ->
                IntStream.range(0, 1_000)
                    .mapToObj(i -> "r" + i)
                    .filter(id -> Keys.partition(id, partitions) == wanted)
                    .findFirst()
                    .orElseThrow())
        .toList();
  }
}
