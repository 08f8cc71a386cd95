package io.scorestream.evaluator.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.util.Set;

/** The API for an HTTP server. Safe from any thread. */
public final class ApiHandler implements HttpHandler {

  /** Where to put it. */
  public static final String PREFIX = Api.ROOT;

  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  private final Api api;

  /** Answers out of these stores. */
  public ApiHandler(StreamsArchive archive) {
    this.api = new Api(archive);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Answer answer = answer(exchange.getRequestMethod(), exchange.getRequestURI());
    answer.location().ifPresent(place -> exchange.getResponseHeaders().set("Location", place));
    answer.reply().send(exchange);
  }

  private Answer answer(String method, URI uri) {
    return METHODS.contains(method)
        ? api.answer(uri.getPath(), uri.getQuery())
        : Answer.problem(405, method + " is not answered", "use GET");
  }
}
