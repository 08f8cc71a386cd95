package io.scorestream.dashboard.draw;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpHandler;
import io.scorestream.dashboard.api.Abilities;
import io.scorestream.dashboard.api.BoardHandler;
import io.scorestream.dashboard.api.RunHandler;
import io.scorestream.dashboard.board.Board;
import io.scorestream.dashboard.board.BoardFixtures;
import io.scorestream.dashboard.samples.SampleStore;
import io.scorestream.rows.Rows;
import io.scorestream.run.RunState;
import io.scorestream.service.http.HttpEndpoint;
import io.scorestream.service.http.Problem;
import io.scorestream.service.http.Reply;
import io.scorestream.service.settings.HttpSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page whose sampler is at another server, which asks for a token. */
class SamplerTest {

  private static final Optional<String> TOKEN = Optional.of("canary-93d0a7-canary");
  private static final String DRAW = "/api/board/runs/small/draw";
  private static final String PATH = "/api/board/runs/small/path";

  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpEndpoint sampler = HttpEndpoint.start(HttpSettings.local(0).withToken(TOKEN));
  private final HttpEndpoint page = HttpEndpoint.start(0);

  private static final class NoSamples implements SampleStore {
    @Override
    public NavigableSet<Long> milestones(RunState run) {
      return new TreeSet<>();
    }

    @Override
    public Rows generated(RunState run, long milestone, int most) {
      return Rows.zeros(0, 2);
    }

    @Override
    public Rows real(RunState run, int most) {
      return Rows.zeros(0, 2);
    }
  }

  @AfterEach
  void close() {
    page.close();
    sampler.close();
  }

  private void serve(HttpHandler answer, Optional<Sampler> known) {
    Board board = BoardFixtures.published();
    sampler.stream("/api/", answer);
    page.stream(
        RunHandler.PREFIX,
        new RunHandler(
            board,
            new BoardHandler(board, new NoSamples(), Abilities.NONE),
            known,
            Optional.empty()));
  }

  private void serve(HttpHandler answer) {
    serve(answer, Optional.of(new Sampler(sampler.url() + "/", TOKEN)));
  }

  @Test
  void answers_areHandedOnWithTheirHeaders() throws Exception {
    serve(
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          exchange.getResponseHeaders().set("Scorestream-Seed", "7");
          exchange.getResponseHeaders().set("Scorestream-Milestone", "512");
          exchange.getResponseHeaders().set("Set-Cookie", "none=1");
          new Reply(200, "text/csv", exchange.getRequestURI() + " " + body).send(exchange);
        });
    HttpResponse<String> drawn = post(DRAW, "{\"n\":3}");
    assertThat(drawn.body()).isEqualTo("/api/runs/small/samples {\"n\":3}");
    assertThat(drawn.headers().firstValue("Content-Type")).contains("text/csv");
    assertThat(drawn.headers().firstValue("Scorestream-Seed")).contains("7");
    assertThat(drawn.headers().firstValue("Scorestream-Milestone")).contains("512");
    assertThat(drawn.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(get(PATH + "?n=2&seed=1").body()).isEqualTo("/api/runs/small/path?n=2&seed=1 ");
    assertThat(get(PATH).body()).isEqualTo("/api/runs/small/path ");
  }

  @Test
  void problemsOfTheSampler_areToldAsTheyAre() throws Exception {
    serve(exchange -> new Problem(503, "busy", "ask again").reply().send(exchange));
    HttpResponse<String> answer = get(PATH);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("busy", "ask again");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  /** Half an answer would otherwise look whole. */
  @Test
  void answersThatAreBrokenOff_areBrokenOffHereToo() {
    serve(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("half".getBytes(UTF_8));
          exchange.getResponseBody().flush();
          throw new IOException("for a test");
        });
    assertThatIOException().isThrownBy(() -> post(DRAW, "{}"));
  }

  @Test
  void clientThatGoes_isNoticedByTheSampler() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    serve(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
              out.write(new byte[1 << 14]);
              out.flush();
            }
          } catch (IOException e) {
            gone.countDown();
            throw e;
          }
        });
    HttpResponse<InputStream> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(page.url() + PATH)).build(),
            BodyHandlers.ofInputStream());
    assertThat(answer.body().readNBytes(1000)).hasSize(1000);
    answer.body().close();
    assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
  }

  /** Whoever asks has shown this server's token: it is not his that is wrong. */
  @Test
  void samplerThatKnowsAnotherToken_isNamed() throws Exception {
    serve(
        exchange -> Reply.text(200, "unreachable").send(exchange),
        Optional.of(new Sampler(sampler.url(), Optional.of("another-token-of-16"))));
    HttpResponse<String> answer = post(DRAW, "{}");
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body())
        .contains("refuses this server", "http.token")
        .doesNotContain("another-token");
  }

  @Test
  void samplerThatIsAway_isNamed() throws Exception {
    serve(exchange -> Reply.text(200, "").send(exchange));
    sampler.close();
    HttpResponse<String> answer = get(PATH);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains(sampler.url(), "remedy").doesNotContain("canary");
  }

  @Test
  void withoutASampler_bothAreNotFound_withARemedy() throws Exception {
    serve(exchange -> Reply.text(200, "").send(exchange), Optional.empty());
    for (HttpResponse<String> answer : List.of(post(DRAW, "{}"), get(PATH))) {
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).contains("sampler.url");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/board/runs/none/path", "/api/board/runs/small/path/x"})
  void runsThatAreNotThere_areNotAskedFor(String path) throws Exception {
    serve(exchange -> Reply.text(200, "").send(exchange));
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void otherQuestions_areAnsweredOutOfTheBoard() throws Exception {
    serve(exchange -> Reply.text(200, "").send(exchange));
    assertThat(get("/api/board/runs/small").body()).contains("\"run\":\"small\"");
    assertThat(get(DRAW).statusCode()).isEqualTo(405);
    assertThat(post(PATH, "").statusCode()).isEqualTo(405);
    assertThat(post("/api/board/runs/small", "").statusCode()).isEqualTo(405);
  }

  @Test
  void runs_areNotOperatedWhereNobodyIsAskedWhoHeIs() throws Exception {
    serve(exchange -> Reply.text(200, "").send(exchange));
    HttpResponse<String> answer = post("/api/board/runs/small/operate", "{\"action\":\"pause\"}");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("http.token");
    assertThat(get("/api/board/runs/small/operate").statusCode()).isEqualTo(405);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(page.url() + path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(page.url() + path))
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
