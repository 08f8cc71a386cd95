package io.scorestream.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.events.DataType;
import io.scorestream.events.Evidence;
import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastScope;
import io.scorestream.events.ForecastStatus;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.Metric;
import io.scorestream.events.RunAction;
import io.scorestream.events.RunCommand;
import io.scorestream.events.SampleOffset;
import io.scorestream.events.ServiceActivity;
import io.scorestream.events.SourceInfo;
import io.scorestream.events.codec.Floats;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.fixtures.PublishedRuns;
import io.scorestream.fixtures.RunningStack;
import io.scorestream.fixtures.SmallRun;
import io.scorestream.fixtures.TestTopics;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.service.http.HttpEndpoint;
import io.scorestream.service.http.Reply;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.monitoring.Monitoring;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.HttpSettings;
import io.scorestream.service.settings.ProcessSettings;
import io.scorestream.topics.Keys;
import io.scorestream.topics.MetricName;
import io.scorestream.topics.Topic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningStack.class)
class DashboardIT {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static EmbeddedStack stack;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Run run = SmallRun.named("small", 50);
  private TestTopics topics;
  private Served served;

  @BeforeAll
  static void start(EmbeddedStack running) {
    Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    stack = running;
  }

  @BeforeEach
  void createTopics(TestInfo test) {
    String prefix = test.getTestMethod().orElseThrow().getName().replace("_", "-");
    topics = TestTopics.of(stack, prefix).create(4);
    served = new Served();
  }

  @AfterEach
  void close() {
    served.close();
  }

  /** A dashboard at a server of its own. */
  private final class Served implements AutoCloseable {

    private final HttpEndpoint endpoint = HttpEndpoint.start(0);
    private final Dashboard dashboard;

    Served() {
      this(topics.clients());
    }

    Served(KafkaClients clients) {
      this(clients, DashboardParts.NONE);
    }

    Served(KafkaClients clients, DashboardParts parts) {
      dashboard = Dashboard.of(clients, parts);
      dashboard.attach(endpoint);
    }

    HttpResponse<String> get(String path, String... headers) {
      try {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint.url() + path));
        if (headers.length > 0) {
          request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString(UTF_8));
      } catch (IOException e) {
        throw new AssertionError(path, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(path, e);
      }
    }

    JsonNode json(String path) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      try {
        return JSON.readTree(answer.body());
      } catch (IOException e) {
        throw new AssertionError(answer.body(), e);
      }
    }

    JsonNode caughtUp() {
      Awaitility.await().until(() -> json("/api/board").get("caughtUp").asBoolean());
      return json("/api/board");
    }

    @Override
    public void close() {
      dashboard.close();
      endpoint.close();
    }
  }

  private void publishAll() {
    new PublishedRuns(topics).run(run);
    measured(256, 0.5);
    measured(512, 0.25);
    topics.send(
        topics.catalogue().forecasts(),
        partition(topics.catalogue().forecasts()),
        run.id(),
        Forecast.newBuilder()
            .setRun(run.id())
            .setMilestone(512)
            .setScope(ForecastScope.WORST_TIMESTEP)
            .setOfTimestep(12)
            .setMetric("held_out_loss")
            .setStatus(ForecastStatus.NO_TARGET)
            .setAdvice("falls by 0.01 up to 5,120 samples")
            .build());
  }

  /** What an evaluator says of a milestone: a loss for each timestep, the largest at the last. */
  private void measured(long milestone, double loss) {
    for (int k : run.timesteps()) {
      send(
          Metric.newBuilder()
              .setRun(run.id())
              .setMilestone(milestone)
              .setTimestep(k)
              .setTime(run.grid().time(k))
              .setMetric(MetricName.HELD_OUT_LOSS.text())
              .setValue(loss * k)
              .setLow(loss * k / 2)
              .setHigh(loss * k * 2)
              .setN(1000)
              .setEvidence(Evidence.EMPIRICAL)
              .build());
    }
  }

  private void send(Metric metric) {
    Topic topic = topics.catalogue().robustErrorMetrics();
    topics.send(
        topic, partition(topic), Keys.milestone(metric.getRun(), metric.getMilestone()), metric);
  }

  private int partition(Topic topic) {
    return Keys.partition(run.id(), topics.clients().partitions(topic));
  }

  private void command(RunAction action) {
    topics.send(
        topics.catalogue().commands(),
        0,
        run.id(),
        new RunCommand(run.id(), action, null, "a test", run.hash(), null, null));
  }

  @Test
  void board_showsWhatServicesPublished() {
    publishAll();

    JsonNode card = served.caughtUp().get("runs").get(0);

    assertThat(card.get("run").asText()).isEqualTo("small");
    assertThat(card.get("state").asText()).isEqualTo("active");
    assertThat(card.get("headline").get("metric").asText()).isEqualTo("held_out_loss");
    assertThat(card.get("milestone").asLong()).isEqualTo(512);
    assertThat(card.get("median").get("value").get(1).asDouble()).isEqualTo(0.25 * 6.5);
    assertThat(card.get("worst").get("value").get(1).asDouble()).isEqualTo(0.25 * 12);
    assertThat(card.get("worst").get("timestep").get(1).asInt()).isEqualTo(12);
    assertThat(card.get("forecast").asText()).startsWith("falls by");
    JsonNode series =
        served.json("/api/board/runs/small/series?metric=held_out_loss&timestep=3").get("series");
    assertThat(series).hasSize(1);
    assertThat(series.get(0).get("milestones").toString()).isEqualTo("[256,512]");
    assertThat(series.get(0).get("value").get(1).asDouble()).isEqualTo(0.25 * 3);
    assertThat(served.json("/api/board/runs/small").get("sigmas")).hasSize(run.timesteps().length);
    assertThat(served.json("/api/board/events").findValuesAsText("kind"))
        .containsExactly("forecast", "evaluated", "evaluated", "run-applied");
  }

  @Test
  void board_isTheSame_inAProcessThatBeginsLater() {
    publishAll();
    JsonNode first = served.caughtUp();
    try (Served other = new Served()) {
      assertThat(other.caughtUp().get("runs")).isEqualTo(first.get("runs"));
      assertThat(other.json("/api/board/events").findValuesAsText("text"))
          .isEqualTo(served.json("/api/board/events").findValuesAsText("text"));
      String series = "/api/board/runs/small/series?metric=held_out_loss";
      assertThat(other.json(series).get("series")).isEqualTo(served.json(series).get("series"));
    }
  }

  @Test
  void listener_hearsOfANumber_withinASecondOfItsCommit() throws Exception {
    publishAll();
    served.caughtUp();
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    Thread listener = new Thread(() -> listen(heard), "listener");
    listener.setDaemon(true);
    listener.start();
    assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("event: hello");
    // What was read before may still be told of.
    Thread.sleep(1000);
    heard.clear();

    measured(1024, 0.125);
    long committed = System.nanoTime();
    String event = heard.poll(10, TimeUnit.SECONDS);
    long waited = System.nanoTime() - committed;

    assertThat(event).isEqualTo("event: change");
    assertThat(heard.poll(1, TimeUnit.SECONDS)).contains("\"runs\":[\"small\"]");
    assertThat(Duration.ofNanos(waited)).isLessThan(Duration.ofSeconds(1));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(served.json("/api/board").get("runs").get(0).get("milestone").asLong())
                    .isEqualTo(1024));
  }

  private void listen(BlockingQueue<String> heard) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(served.endpoint.url() + "/api/board/changes")).build();
    try (InputStream body = http.send(request, BodyHandlers.ofInputStream()).body();
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, UTF_8))) {
      lines.lines().filter(line -> !line.isEmpty()).forEach(heard::add);
    } catch (IOException | UncheckedIOException ended) {
      heard.add("ended");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void deletedRun_disappears_andItsNextIncarnationBeginsAnew() {
    publishAll();
    served.caughtUp();
    command(RunAction.DELETE);
    Awaitility.await().until(() -> served.json("/api/board").get("runs").isEmpty());
    assertThat(served.get("/api/board/runs/small").statusCode()).isEqualTo(404);
    command(RunAction.RESTORE);
    Awaitility.await().until(() -> served.json("/api/board").get("runs").size() == 1);
    assertThat(served.json("/api/board").get("runs").get(0).get("milestone").asLong()).isZero();
    try (Served other = new Served()) {
      assertThat(other.caughtUp().get("runs").get(0).get("milestone").asLong()).isZero();
    }
  }

  @Test
  void sampleCounts_andSamples_areThoseOfTheTopics() {
    publishAll();
    topics.send(
        topics.catalogue().sources(),
        0,
        "s",
        new SourceInfo("s", 2, 2, List.of(), null, "a test", null, "a test"));
    Rows samples = Rows.of(new float[] {1, 2, 3, 4, 5, 6}, 2);
    topics.send(topics.catalogue().samples(), 2, "s", SampleBatches.batch("s", 0, samples));
    topics.send(topics.catalogue().samples(), 2, "s", SampleBatches.batch("s", 3, samples));
    generated(512, new float[] {7, 8, 9, 10});
    served.caughtUp();

    Awaitility.await()
        .until(() -> served.json("/api/board").get("runs").get(0).get("samples").asLong() == 6);
    JsonNode shown = served.json("/api/board/runs/small/samples?n=4");
    assertThat(shown.get("milestone").asLong()).isEqualTo(512);
    assertThat(shown.get("milestones").toString()).isEqualTo("[512]");
    assertThat(shown.get("columns").toString()).isEqualTo("[\"x1\",\"x2\"]");
    assertThat(shown.get("generated").toString()).isEqualTo("[[7.0,8.0],[9.0,10.0]]");
    assertThat(shown.get("real").toString()).isEqualTo("[[1.0,2.0],[3.0,4.0],[5.0,6.0],[1.0,2.0]]");
    assertThat(served.get("/api/board/runs/small/samples?milestone=7").statusCode()).isEqualTo(404);
    JsonNode data = served.json("/api/board/runs/small/data");
    assertThat(data.get("samples").asLong()).isEqualTo(6);
    assertThat(data.get("source").get("text").asText()).startsWith("A test: 2 columns");
    assertThat(data.get("columns").findValuesAsText("name")).containsExactly("x1", "x2");
    assertThat(data.get("columns").get(1).get("max").asDouble()).isEqualTo(6);
  }

  /** Commands are given as those of the command line are, and seen as they are. */
  @Test
  void runs_areOperated_withATokenAlone() throws Exception {
    publishAll();
    served.close();
    String token = "canary-93d0a7-canary";
    try (HttpEndpoint endpoint =
            HttpEndpoint.start(HttpSettings.local(0).withToken(Optional.of(token)));
        Dashboard dashboard =
            Dashboard.of(topics.clients(), new DashboardParts(Optional.empty(), true))) {
      dashboard.attach(endpoint);
      String board = endpoint.url() + "/api/board";
      Awaitility.await().until(() -> asked(board, token).body().contains("\"caughtUp\":true"));
      assertThat(asked(board, "another").statusCode()).isEqualTo(401);
      assertThat(asked(board, token).body()).contains("\"operate\":true", "\"draws\":false");

      String operate = board + "/runs/small/operate";
      assertThat(told(operate, "another", "{\"action\":\"pause\"}").statusCode()).isEqualTo(401);
      HttpResponse<String> paused = told(operate, token, "{\"action\":\"pause\"}");
      assertThat(paused.body()).contains("\"done\":\"paused\"", "is paused");
      Awaitility.await().until(() -> asked(board, token).body().contains("\"state\":\"paused\""));
      assertThat(told(operate, token, "{\"action\":\"pause\"}").body())
          .contains("\"done\":\"paused\"", "is paused already");
      assertThat(told(operate, token, "{\"action\":\"resume\"}").body()).contains("goes on");

      for (String mistake :
          List.of(
              "{\"action\":\"stop\"}",
              "{\"action\":\"milestone\"}",
              "{\"action\":\"delete\"}",
              "{\"action\":\"delete\",\"confirm\":\"smal\"}",
              "{\"action\":\"pause\",\"at\":3}",
              "{\"action\":\"extend\",\"until\":1.5}",
              "{",
              "")) {
        HttpResponse<String> answer = told(operate, token, mistake);
        assertThat(answer.statusCode()).as("%s: %s", mistake, answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"remedy\":").doesNotContain(token);
      }
      assertThat(told(board + "/runs/none/operate", token, "{\"action\":\"pause\"}").statusCode())
          .isEqualTo(404);
      assertThat(told(operate, token, "{\"action\":\"delete\",\"confirm\":\"small\"}").body())
          .contains("\"done\":\"deleted\"");
      Awaitility.await().until(() -> asked(board, token).body().contains("\"runs\":[]"));
    } finally {
      served = new Served();
    }
  }

  private HttpResponse<String> asked(String url, String token) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token).build(),
        BodyHandlers.ofString(UTF_8));
  }

  private HttpResponse<String> told(String url, String token, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString(UTF_8));
  }

  private void generated(long milestone, float[] numbers) {
    Topic topic = topics.catalogue().generations();
    topics.send(
        topic,
        Keys.generationPartition(run.id(), milestone, topics.clients().partitions(topic)),
        Keys.milestone(run.id(), milestone),
        GenerationBatch.newBuilder()
            .setRun(run.id())
            .setMilestone(milestone)
            .setBatch(0)
            .setBatches(1)
            .setCount(numbers.length / 2)
            .setDimension(2)
            .setDtype(DataType.FLOAT32_LE)
            .setData(Floats.bytes(numbers))
            .setSeed(1)
            .setUpdate("EXPONENTIAL_INTEGRATOR")
            .setSteps(12)
            .setOffsets(List.of(new SampleOffset(0, milestone, 1)))
            .setDevice("CPU")
            .setSpecHash(run.hash())
            .build());
  }

  @Test
  void services_andRecordsThatCannotBeUsed_areSeen() {
    publishAll();
    topics.sendBytes(
        topics.catalogue().robustErrorMetrics(), 0, run.id(), "no event".getBytes(UTF_8));
    topics.sendBytes(topics.catalogue().deadLetters(), 0, "t/0/1", new byte[] {1});
    served.caughtUp();
    topics.send(
        topics.catalogue().activity(),
        0,
        "trainer/t1",
        ServiceActivity.newBuilder()
            .setService("trainer")
            .setInstance("t1")
            .setRun(run.id())
            .setPhase("training")
            .setMilestone(1024L)
            .setDone(120)
            .setTotal(400)
            .setUnit("steps")
            .setRate(210.5)
            .build());

    Awaitility.await().until(() -> served.json("/api/board").get("services").size() == 1);
    JsonNode board = served.json("/api/board");
    assertThat(board.get("services").get(0).get("done").asLong()).isEqualTo(120);
    assertThat(board.get("deadLetters").asLong()).isEqualTo(1);
    assertThat(board.get("runs").get(0).get("milestone").asLong()).isEqualTo(512);
  }

  @Test
  void answerThatIsKnown_isNotSentAgain() {
    publishAll();
    served.caughtUp();
    String path = "/api/board/runs/small/series?metric=held_out_loss";
    String tag = served.get(path).headers().firstValue("ETag").orElseThrow();

    assertThat(served.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
    measured(1024, 0.125);
    Awaitility.await().until(() -> served.get(path, "If-None-Match", tag).statusCode() == 200);
  }

  /** Numbers were passed over while nobody could say how to read them. */
  @Test
  void registryThatIsAway_isWaitedFor_andNothingIsLost() throws Exception {
    publishAll();
    AtomicBoolean away = new AtomicBoolean(true);
    URI registry = URI.create(stack.registryUrl());
    try (HttpEndpoint proxy = HttpEndpoint.start(0)) {
      proxy.route(
          "/",
          exchange ->
              (away.get()
                      ? Reply.text(503, "away")
                      : forwarded(registry.resolve(exchange.getRequestURI())))
                  .send(exchange));
      KafkaClients clients =
          new KafkaClients(
              new ConnectionSettings(
                  stack.bootstrapServers(),
                  proxy.url() + registry.getPath(),
                  topics.catalogue(),
                  Map.of()));
      try (Served other = new Served(clients)) {
        assertThat(other.json("/api/board").get("caughtUp").asBoolean()).isFalse();
        Thread.sleep(3000);
        assertThat(other.json("/api/board").get("caughtUp").asBoolean()).isFalse();

        away.set(false);
        assertThat(other.caughtUp().get("runs").get(0).get("milestone").asLong()).isEqualTo(512);
      }
    }
  }

  private Reply forwarded(URI uri) throws IOException {
    try {
      HttpResponse<String> answer =
          http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString(UTF_8));
      return Reply.json(answer.statusCode(), answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Test
  void service_isReadyWhenItHasReadAll_andEndsWhenItIsAskedTo() {
    publishAll();
    try (Monitoring monitoring = Monitoring.start(HttpSettings.local(0))) {
      DashboardService service =
          new DashboardService(
              new DashboardSettings(
                  new ProcessSettings("d1", Duration.ZERO, topics.clients().connection()),
                  Optional.empty(),
                  Optional.empty()),
              monitoring);
      CompletableFuture<Void> run = CompletableFuture.runAsync(service::run);
      String url = monitoring.url().orElseThrow();
      Awaitility.await().until(() -> ask(url + "/ready").statusCode() == 200);

      assertThat(ask(url + "/api/board").body()).contains("\"caughtUp\":true", "\"run\":\"small\"");
      assertThat(ask(url + "/").body()).contains("<html");
      service.stop();
      assertThat(run).succeedsWithin(Duration.ofSeconds(30));
    }
  }

  private HttpResponse<String> ask(String url) {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString(UTF_8));
    } catch (IOException e) {
      throw new AssertionError(url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(url, e);
    }
  }
}
