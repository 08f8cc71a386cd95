package io.scorestream.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Optional;

/**
 * Lets browsers show the token from now on: {@code POST} with {@code {"token": "…"}} sets a cookie,
 * {@code DELETE} forgets it, {@code GET} says by 204 or 401 whether a request would be answered.
 */
final class SessionHandler implements HttpHandler {

  /** Where to put it. */
  static final String PREFIX = "/api/session";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Optional<AccessToken> token;

  SessionHandler(Optional<AccessToken> token) {
    this.token = token;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "GET", "HEAD" -> answer(exchange, new TokenCheck(token).passes(exchange));
      case "POST" -> {
        boolean known = token.isEmpty() || token.get().is(said(exchange));
        if (known) {
          token.ifPresent(it -> exchange.getResponseHeaders().set("Set-Cookie", it.cookie()));
        }
        answer(exchange, known);
      }
      case "DELETE" -> {
        token.ifPresent(it -> exchange.getResponseHeaders().set("Set-Cookie", it.forgotten()));
        answer(exchange, true);
      }
      default ->
          new Problem(
                  405,
                  exchange.getRequestMethod() + " is not answered",
                  "use GET, POST with {\"token\": …}, or DELETE")
              .reply()
              .send(exchange);
    }
  }

  private static void answer(HttpExchange exchange, boolean allowed) throws IOException {
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    if (allowed) {
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
    } else {
      TokenCheck.refuse(exchange);
    }
  }

  /** The token of a body; nothing where it says none. What is wrong with it, nobody is told. */
  private static String said(HttpExchange exchange) throws IOException {
    try {
      JsonNode body = JSON.readTree(exchange.getRequestBody());
      return body.path("token").asText("");
    } catch (JsonProcessingException e) {
      return "";
    }
  }
}
