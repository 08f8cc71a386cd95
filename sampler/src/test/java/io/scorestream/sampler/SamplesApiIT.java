package io.scorestream.sampler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.scorestream.service.kafka.BadRecordPolicy;
import io.scorestream.service.monitoring.Monitoring;
import io.scorestream.service.settings.HttpSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Samples that are asked for over HTTP. */
class SamplesApiIT extends OnEmbeddedStack {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final HttpClient client = HttpClient.newHttpClient();
  private Monitoring monitoring;
  private Running running;

  @BeforeEach
  void serve() {
    publishRun(run);
    publishMilestone(run, 256);
    publishMilestone(run, 512);
    monitoring = Monitoring.start(HttpSettings.local(0));
    running = new Running("one", BadRecordPolicy.FAIL, monitoring);
    await().until(() -> post("small", "{\"n\": 1}").statusCode() == 200);
  }

  @AfterEach
  void stop() {
    running.stop();
    monitoring.close();
  }

  @Test
  void samples_areThoseOfTheirSeedAndMilestone_inEachForm() throws IOException {
    HttpResponse<String> csv =
        post("small", "{\"n\": 1500, \"seed\": 7, \"milestone\": 256, \"format\": \"csv\"}");
    assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
    assertThat(csv.headers().firstValue("Scorestream-Milestone")).hasValue("256");
    assertThat(csv.body().lines().count()).isEqualTo(1501);
    assertThat(csv.body().lines().findFirst()).hasValue("x1,x2");

    JsonNode json =
        MAPPER.readTree(post("small", "{\"n\": 3, \"seed\": 7, \"milestone\": 256}").body());
    List<String> first = csv.body().lines().skip(1).limit(3).toList();
    for (int row = 0; row < 3; row++) {
      String[] fields = first.get(row).split(",", -1);
      assertThat(json.at("/rows/" + row + "/0").floatValue())
          .isEqualTo(Float.parseFloat(fields[0]));
      assertThat(json.at("/rows/" + row + "/1").floatValue())
          .isEqualTo(Float.parseFloat(fields[1]));
    }

    HttpResponse<String> newest = post("small", "{\"n\": 3, \"seed\": 7}");
    assertThat(newest.headers().firstValue("Scorestream-Milestone")).hasValue("512");
    String seed = newest.headers().firstValue("Scorestream-Seed").orElseThrow();
    assertThat(post("small", "{\"n\": 3, \"seed\": " + seed + "}").body()).isEqualTo(newest.body());
  }

  @Test
  void path_endsInTheSamplesOfItsSeed_toTheLastBit() throws IOException {
    String asked = "milestone=256&n=100&frames=4&seed=7";
    HttpResponse<String> answer = get("/api/runs/small/path?" + asked);
    assertThat(answer.headers().firstValue("Scorestream-Milestone")).hasValue("256");
    assertThat(answer.headers().firstValue("Scorestream-Seed")).hasValue("7");
    JsonNode path = MAPPER.readTree(answer.body());
    JsonNode samples =
        MAPPER.readTree(post("small", "{\"n\": 100, \"seed\": 7, \"milestone\": 256}").body());

    int steps = run.grid().steps();
    assertThat(path.get("timesteps").get(0).asInt()).isEqualTo(steps);
    assertThat(path.get("timesteps").get(3).asInt()).isZero();
    assertThat(path.get("frames")).hasSize(4);
    assertThat(path.get("frames").get(3)).hasSize(100).isEqualTo(samples.get("rows"));
    assertThat(path.get("frames").get(0)).hasSize(100).isNotEqualTo(samples.get("rows"));
    assertThat(path.get("columns")).isEqualTo(samples.get("columns"));
    assertThat(path.get("image").isNull()).isTrue();
    assertThat(get("/api/runs/small/path?" + asked).body()).isEqualTo(answer.body());
    assertThat(MAPPER.readTree(get("/api/runs/small/path").body()).get("milestone").asInt())
        .isEqualTo(512);
  }

  @Test
  void samples_ofFewerSteps_areThoseOfThatPlan() throws IOException {
    String asked = "{\"n\": 3, \"seed\": 7, \"milestone\": 256%s}";
    String usual = post("small", asked.formatted("")).body();
    String few = post("small", asked.formatted(", \"steps\": 3")).body();
    assertThat(few)
        .isNotEqualTo(usual)
        .isEqualTo(
            post("small", asked.formatted(", \"steps\": 3, \"update\": \"flow-multistep\""))
                .body());
    assertThat(post("small", asked.formatted(", \"update\": \"sde-multistep\"")).body())
        .isEqualTo(usual);

    JsonNode path =
        MAPPER.readTree(get("/api/runs/small/path?milestone=256&n=3&seed=7&steps=3").body());
    assertThat(path.get("timesteps")).hasSize(4);
    assertThat(path.get("frames").get(3)).isEqualTo(MAPPER.readTree(few).get("rows"));
  }

  @Test
  void paths_thatCannotBeDrawn_areToldWhy() {
    problem(404, get("/api/runs/nobody/path"), "there is no run 'nobody'");
    problem(404, get("/api/runs/small/path?milestone=300"), "[256, 512]");
    problem(400, get("/api/runs/small/path?n=513"), "n is 513");
    problem(400, get("/api/runs/small/path?frames=1"), "frames is 1");
    problem(400, get("/api/runs/small/path?frames=61"), "frames is 61");
    problem(400, get("/api/runs/small/path?steps=5000"), "give 1 to ");
    problem(400, get("/api/runs/small/path?steps=0"), "steps is 0");
    problem(
        400, get("/api/runs/small/path?update=flow-multi-step"), "did you mean 'flow-multistep'");
    problem(400, get("/api/runs/small/path?seeds=1"), "did you mean 'seed'");
  }

  @Test
  void questions_thatCannotBeAnswered_areToldWhy() {
    problem(404, post("nobody", "{\"n\": 3}"), "there is no run 'nobody'");
    problem(404, post("small", "{\"n\": 3, \"milestone\": 300}"), "[256, 512]");
    problem(400, post("small", "{\"n\": 0}"), "n is 0");
    problem(400, post("small", "{\"n\": 2000000}"), "1 to 1000000");
    problem(400, post("small", "{}"), "n is missing");
    problem(400, post("small", ""), "body");
    problem(400, post("small", "{\"n\": 1.5}"), "body");
    problem(400, post("small", "{\"n\": 3, \"number\": 4}"), "number");
    problem(400, post("small", "{\"n\": 3, \"milestone\": \"oldest\"}"), "oldest");
    problem(400, post("small", "{\"n\": 3, \"milestone\": \"best\"}"), "--milestone best");
    problem(400, post("small", "{\"n\": 3, \"format\": \"xls\"}"), "xls");
    problem(400, post("small", "{\"n\": 3, \"steps\": 5000}"), "give 1 to ");
    problem(400, post("small", "{\"n\": 3, \"update\": \"euler\"}"), "one of ");
    problem(400, post("small", "{\"n\": 3, \"format\": \"png\"}"), "picture");
    problem(404, post("small/x", "{\"n\": 3}"), "nothing is at");
  }

  /** A short answer does not wait for the end of a long one that began before it. */
  @Test
  void clients_manyAtOnce_areAllAnswered_inTurns() {
    CompletableFuture<Long> large = ended("{\"n\": 200000, \"format\": \"npy\"}");
    await().until(() -> metric("scorestream_requests_open") == 1);
    List<CompletableFuture<Long>> small =
        IntStream.range(0, 32).mapToObj(i -> ended("{\"n\": 1000}")).toList();

    long last = small.stream().mapToLong(CompletableFuture::join).max().orElseThrow();

    assertThat(last).isLessThan(large.join());
  }

  @Test
  void samples_ofAClientThatIsGone_areNotMade() throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        client.send(
            request("small", "{\"n\": 1000000, \"format\": \"csv\"}"),
            BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      assertThat(body.readNBytes(5)).isEqualTo("x1,x2".getBytes(UTF_8));
      assertThat(metric("scorestream_requests_open")).isEqualTo(1);
    }

    await().until(() -> metric("scorestream_requests_open") == 0);
    assertThat(post("small", "{\"n\": 3}").statusCode()).isEqualTo(200);
  }

  @Test
  void description_namesWhatIsAnswered() throws IOException {
    JsonNode paths = MAPPER.readTree(get("/api/openapi.json").body()).get("paths");
    JsonNode answers = paths.at("/~1api~1runs~1{run}~1samples/post/responses");
    assertThat(answers.fieldNames()).toIterable().contains("200", "400", "404", "503");
  }

  /** When an answer had come, in nanoseconds. */
  private CompletableFuture<Long> ended(String body) {
    return client
        .sendAsync(request("small", body), BodyHandlers.ofByteArray())
        .thenApply(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(200);
              return System.nanoTime();
            });
  }

  private static void problem(int status, HttpResponse<String> answer, String says) {
    assertThat(answer.body()).contains(says).contains("remedy");
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  private double metric(String name) {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .findFirst()
        .orElseThrow();
  }

  private HttpRequest request(String run, String body) {
    return HttpRequest.newBuilder(URI.create(url("/api/runs/" + run + "/samples")))
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private HttpResponse<String> post(String run, String body) {
    return sent(request(run, body));
  }

  private HttpResponse<String> get(String path) {
    return sent(HttpRequest.newBuilder(URI.create(url(path))).build());
  }

  private String url(String path) {
    return monitoring.url().orElseThrow() + path;
  }

  private HttpResponse<String> sent(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
