package io.scorestream.dashboard.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.scorestream.dashboard.board.Board;
import io.scorestream.dashboard.draw.Sampler;
import io.scorestream.dashboard.operate.Operator;
import io.scorestream.service.http.Json;
import io.scorestream.service.http.Problem;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of a single run: what a sampler makes is answered by it, what the run is to do is
 * commanded, all else is answered out of the board. Safe from any thread.
 */
public final class RunHandler implements HttpHandler {

  /** Where to put it. */
  public static final String PREFIX = Api.ROOT + "/runs/";

  private static final Problem NO_SAMPLER =
      new Problem(
          404,
          "no sampler is known here that could draw",
          "name one by sampler.url (SCORESTREAM_SAMPLER_URL) of the dashboard");

  private static final Problem NO_TOKEN =
      new Problem(
          403,
          "runs are operated from here only where a token is asked for",
          "set http.token (SCORESTREAM_HTTP_TOKEN) of the dashboard or the quickstart; or use"
              + " 'scorestream runs'");

  /** What is not answered out of the board. */
  private enum Asked {
    DRAW("POST"),
    PATH("GET"),
    OPERATE("POST");

    private final String method;

    Asked(String method) {
      this.method = method;
    }

    static Optional<Asked> of(String name) {
      return Arrays.stream(values()).filter(it -> Json.name(it).equals(name)).findFirst();
    }
  }

  private final Board board;
  private final BoardHandler rest;
  private final Optional<Sampler> sampler;
  private final Optional<Operator> operator;

  /**
   * @param board what runs there are
   * @param rest answers all else
   * @param sampler makes samples; empty where there is none
   * @param operator commands runs; empty where nobody may
   */
  public RunHandler(
      Board board, BoardHandler rest, Optional<Sampler> sampler, Optional<Operator> operator) {
    this.board = board;
    this.rest = rest;
    this.sampler = sampler;
    this.operator = operator;
  }

  /** Paths that are answered here, as the description names them. */
  static List<String> paths() {
    return Arrays.stream(Asked.values()).map(it -> PREFIX + "{run}/" + Json.name(it)).toList();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String[] parts = exchange.getRequestURI().getPath().substring(PREFIX.length()).split("/", -1);
    Optional<Asked> asked = parts.length == 2 ? Asked.of(parts[1]) : Optional.empty();
    if (asked.isEmpty()) {
      rest.handle(exchange);
      return;
    }
    Optional<Problem> problem = problem(exchange, asked.get(), parts[0]);
    if (problem.isPresent()) {
      problem.get().reply().send(exchange);
    } else {
      answer(exchange, asked.get(), parts[0]);
    }
  }

  private Optional<Problem> problem(HttpExchange exchange, Asked asked, String run) {
    if (!exchange.getRequestMethod().equals(asked.method)) {
      return Optional.of(
          new Problem(
              405, exchange.getRequestMethod() + " is not answered", "use " + asked.method));
    }
    if (asked == Asked.OPERATE && operator.isEmpty()) {
      return Optional.of(NO_TOKEN);
    }
    if (board.snapshot().runs().stream().noneMatch(each -> each.id().equals(run))) {
      return Optional.of(Api.noRun(run));
    }
    return asked != Asked.OPERATE && sampler.isEmpty() ? Optional.of(NO_SAMPLER) : Optional.empty();
  }

  private void answer(HttpExchange exchange, Asked asked, String run) throws IOException {
    switch (asked) {
      case DRAW -> sampler.orElseThrow().draw(exchange, run);
      case PATH -> sampler.orElseThrow().path(exchange, run);
      case OPERATE -> operator.orElseThrow().operate(exchange, run);
    }
  }
}
