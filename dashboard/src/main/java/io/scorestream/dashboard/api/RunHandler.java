package io.scorestream.dashboard.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.scorestream.dashboard.board.Board;
import io.scorestream.dashboard.draw.Sampler;
import io.scorestream.service.http.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of a single run: what a sampler makes is answered by it, all else out of the board.
 * Safe from any thread.
 */
public final class RunHandler implements HttpHandler {

  /** Where to put it. */
  public static final String PREFIX = Api.ROOT + "/runs/";

  private static final String DRAW = "draw";
  private static final String PATH = "path";

  private final Board board;
  private final BoardHandler rest;
  private final Optional<Sampler> sampler;

  /**
   * @param board what runs there are
   * @param rest answers all else
   * @param sampler makes samples; empty where there is none
   */
  public RunHandler(Board board, BoardHandler rest, Optional<Sampler> sampler) {
    this.board = board;
    this.rest = rest;
    this.sampler = sampler;
  }

  /** Paths that are answered here, as the description names them. */
  static List<String> paths() {
    return List.of(PREFIX + "{run}/" + DRAW, PREFIX + "{run}/" + PATH);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String[] parts = exchange.getRequestURI().getPath().substring(PREFIX.length()).split("/", -1);
    String asked = parts.length == 2 ? parts[1] : "";
    if (asked.equals(DRAW)) {
      if (isAnswered(exchange, "POST", parts[0])) {
        sampler.orElseThrow().draw(exchange, parts[0]);
      }
    } else if (asked.equals(PATH)) {
      if (isAnswered(exchange, "GET", parts[0])) {
        sampler.orElseThrow().path(exchange, parts[0]);
      }
    } else {
      rest.handle(exchange);
    }
  }

  /** Says what is wrong where something is. */
  private boolean isAnswered(HttpExchange exchange, String method, String run) throws IOException {
    Optional<Problem> problem = Optional.empty();
    if (!exchange.getRequestMethod().equals(method)) {
      problem =
          Optional.of(
              new Problem(405, exchange.getRequestMethod() + " is not answered", "use " + method));
    } else if (board.snapshot().runs().stream().noneMatch(each -> each.id().equals(run))) {
      problem = Optional.of(Api.noRun(run));
    } else if (sampler.isEmpty()) {
      problem =
          Optional.of(
              new Problem(
                  404,
                  "no sampler is known here that could draw",
                  "name one by sampler.url (SCORESTREAM_SAMPLER_URL) of the dashboard"));
    }
    if (problem.isPresent()) {
      problem.get().reply().send(exchange);
    }
    return problem.isEmpty();
  }
}
