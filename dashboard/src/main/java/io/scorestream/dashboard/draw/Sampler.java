package io.scorestream.dashboard.draw;

import com.sun.net.httpserver.HttpExchange;
import io.scorestream.service.http.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * A sampler whose answers are handed on as they come: of any size, with the memory of a piece. What
 * the sampler breaks off is broken off here, and when the client goes, so does the sampler's. Safe
 * from any thread; each request has one.
 */
public final class Sampler {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Longer than a sampler itself waits for its first sample. */
  private static final Duration FIRST = Duration.ofSeconds(150);

  /** Requests at once, so that threads for other questions remain. */
  private static final int MOST = 32;

  private static final int PIECE = 16 * 1024;

  private static final List<String> HEADERS =
      List.of("Content-Type", "Scorestream-Milestone", "Scorestream-Seed", "Retry-After");

  /** What a sampler says of this process, and not of who asks it. */
  private static final Set<Integer> REFUSALS = Set.of(401, 403, 421);

  private final String url;
  private final Optional<String> token;
  private final HttpClient http;
  private final Semaphore free = new Semaphore(MOST);

  /**
   * @param url such as {@code http://localhost:9410}
   * @param token that it asks for; empty for none
   */
  public Sampler(String url, Optional<String> token) {
    this.url = url.replaceFirst("/+$", "");
    this.token = token;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
  }

  /** Answers a request with samples of a run, which its body asks for. */
  public void draw(HttpExchange exchange, String run) throws IOException {
    byte[] question = exchange.getRequestBody().readAllBytes();
    pass(
        exchange,
        request("/api/runs/" + run + "/samples")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(question)));
  }

  /** Answers a request with how samples of a run come about, as its query asks. */
  public void path(HttpExchange exchange, String run) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    pass(exchange, request("/api/runs/" + run + "/path" + (query == null ? "" : "?" + query)));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).timeout(FIRST);
    token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
    return request;
  }

  private void pass(HttpExchange exchange, HttpRequest.Builder request) throws IOException {
    if (!free.tryAcquire()) {
      send(exchange, 503, MOST + " requests wait for the sampler", "ask again in a few seconds");
      return;
    }
    try {
      passOn(exchange, request.build());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the server is stopping", e);
    } finally {
      free.release();
    }
  }

  private void passOn(HttpExchange exchange, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> answer;
    try {
      answer = http.send(request, BodyHandlers.ofInputStream());
    } catch (IOException e) {
      send(
          exchange,
          503,
          "the sampler at " + url + " does not answer: " + e,
          "see whether it runs, and whether sampler.url is where");
      return;
    }
    try (InputStream body = answer.body()) {
      if (REFUSALS.contains(answer.statusCode())) {
        send(
            exchange,
            502,
            "the sampler at " + url + " refuses this server: status " + answer.statusCode(),
            "give both the same http.token, or name the sampler's host in its http.hosts");
        return;
      }
      for (String name : HEADERS) {
        answer
            .headers()
            .firstValue(name)
            .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
      }
      exchange.sendResponseHeaders(answer.statusCode(), 0);
      OutputStream out = exchange.getResponseBody();
      byte[] piece = new byte[PIECE];
      for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
        out.write(piece, 0, read);
        out.flush();
      }
      out.close();
      exchange.close();
    }
  }

  private static void send(HttpExchange exchange, int status, String problem, String remedy)
      throws IOException {
    new Problem(status, problem, remedy).reply().send(exchange);
  }
}
