package io.scorestream.dashboard.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.scorestream.dashboard.board.Board;
import io.scorestream.dashboard.samples.SampleStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The API for an HTTP server. Safe from any thread. */
public final class BoardHandler implements HttpHandler {

  /** Where to put it. */
  public static final String PREFIX = Api.ROOT;

  private static final Set<String> METHODS = Set.of("GET", "HEAD");
  private static final int NOT_MODIFIED = 304;

  private final Api api;

  /** Versions are this process's own: those of one before count from the start, too. */
  private final String process = Long.toHexString(Instant.now().toEpochMilli());

  /**
   * Answers out of a board.
   *
   * @param abilities what it says that can be done
   */
  public BoardHandler(Board board, SampleStore samples, Abilities abilities) {
    this.api = new Api(board, samples, abilities, Clock.systemUTC());
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Answer answer = answer(exchange);
    exchange.getResponseHeaders().set("Cache-Control", "no-cache");
    Optional<String> tag = answer.version().map(version -> "\"" + process + "-" + version + "\"");
    tag.ifPresent(it -> exchange.getResponseHeaders().set("ETag", it));
    String known = exchange.getRequestHeaders().getFirst("If-None-Match");
    if (tag.isPresent() && tag.get().equals(known)) {
      exchange.sendResponseHeaders(NOT_MODIFIED, -1);
      exchange.close();
    } else {
      answer.reply().send(exchange);
    }
  }

  private Answer answer(HttpExchange exchange) {
    String method = exchange.getRequestMethod();
    return METHODS.contains(method)
        ? api.answer(exchange.getRequestURI().getPath(), exchange.getRequestURI().getRawQuery())
        : Answer.problem(405, method + " is not answered", "use GET");
  }
}
