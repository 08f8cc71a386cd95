package io.scorestream.dashboard.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.scorestream.service.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A file of the class path as it is answered with. Safe from any thread. */
final class StaticFile {

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "gif", "image/gif");
  private static final String PLAIN = "text/plain; charset=utf-8";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
              + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cache-Control",
          "no-cache");

  private static final Set<String> METHODS = Set.of("GET", "HEAD");
  private static final int NOT_MODIFIED = 304;

  private final byte[] bytes;
  private final String type;

  /** Changes with the bytes. */
  private final String tag;

  private StaticFile(byte[] bytes, String type) {
    this.bytes = bytes;
    this.type = type;
    this.tag = tag(bytes);
  }

  /**
   * Reads one.
   *
   * @param path in the class path
   * @return empty when none is there
   */
  static Optional<StaticFile> read(String path) throws IOException {
    try (InputStream file = StaticFile.class.getResourceAsStream(path)) {
      if (file == null) {
        return Optional.empty();
      }
      byte[] bytes = file.readAllBytes();
      String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), PLAIN);
      return Optional.of(new StaticFile(bytes, type));
    }
  }

  /**
   * Answers with a file, or says that none is there; lets nothing run but the page's own script.
   */
  static void send(HttpExchange exchange, Optional<StaticFile> file) throws IOException {
    HEADERS.forEach(exchange.getResponseHeaders()::set);
    if (!METHODS.contains(exchange.getRequestMethod())) {
      Reply.text(405, "use GET").send(exchange);
    } else if (file.isEmpty()) {
      Reply.text(404, "nothing is here").send(exchange);
    } else {
      file.get().send(exchange);
    }
  }

  private void send(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("ETag", tag);
    if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(NOT_MODIFIED, -1);
    } else {
      headers.set("Content-Type", type);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(200, head || bytes.length == 0 ? -1 : bytes.length);
      if (!head) {
        exchange.getResponseBody().write(bytes);
      }
    }
    exchange.close();
  }

  private static String tag(byte[] bytes) {
    return "\"" + HexFormat.of().formatHex(sha256(bytes), 0, 16) + "\"";
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
