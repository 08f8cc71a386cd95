package io.scorestream.service.http;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Optional;

/** Lets nothing pass that does not show the token, where there is one. */
final class TokenCheck extends Filter {

  private final Optional<AccessToken> token;

  TokenCheck(Optional<AccessToken> token) {
    this.token = token;
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    if (passes(exchange)) {
      chain.doFilter(exchange);
    } else {
      refuse(exchange);
    }
  }

  boolean passes(HttpExchange exchange) {
    return token.isEmpty() || token.get().isShownBy(exchange.getRequestHeaders());
  }

  /** Says that the token is wanted. */
  static void refuse(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
    new Problem(
            401,
            "the token is missing, or is another one",
            "send Authorization: Bearer with the server's http.token, or log in on its page")
        .reply()
        .send(exchange);
  }

  @Override
  public String description() {
    return "asks for the token";
  }
}
