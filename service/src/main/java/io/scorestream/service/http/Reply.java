package io.scorestream.service.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/**
 * A whole answer.
 *
 * @param status HTTP status code
 * @param contentType media type, with its character set
 * @param body may be empty
 */
public record Reply(int status, String contentType, String body) {

  private static final int UNAVAILABLE = 503;
  private static final String RETRY_SECONDS = "2";

  /** Plain text, ended by a line break. */
  public static Reply text(int status, String body) {
    return new Reply(status, "text/plain; charset=utf-8", body + "\n");
  }

  /** JSON. */
  public static Reply json(int status, String body) {
    return new Reply(status, "application/json", body);
  }

  /**
   * Sends it, without the body where only the head was asked for, and ends the exchange. One that
   * cannot be given now says when to ask again.
   */
  public void send(HttpExchange exchange) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", contentType);
    if (status == UNAVAILABLE) {
      exchange.getResponseHeaders().set("Retry-After", RETRY_SECONDS);
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }
}
