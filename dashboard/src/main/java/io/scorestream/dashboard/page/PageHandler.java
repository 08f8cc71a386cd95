package io.scorestream.dashboard.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.scorestream.service.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The page's files, out of the class path: those that are known by name, and nothing else. Safe
 * from any thread.
 */
public final class PageHandler implements HttpHandler {

  /** Where to put it. */
  public static final String PREFIX = "/";

  private static final String INDEX = "index.html";

  private static final Map<String, String> TYPES =
      Map.of(
          INDEX,
          "text/html; charset=utf-8",
          "app.js",
          "text/javascript; charset=utf-8",
          "app.css",
          "text/css; charset=utf-8",
          "icon.svg",
          "image/svg+xml");

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

  private final Map<String, PageFile> files = new TreeMap<>();

  /**
   * A file as it is answered with.
   *
   * @param tag changes with its bytes
   */
  private record PageFile(Reply reply, String tag) {}

  /** Reads the files that there are. */
  public PageHandler() {
    TYPES.forEach(
        (name, type) -> {
          try (InputStream file = PageHandler.class.getResourceAsStream(name)) {
            if (file != null) {
              byte[] bytes = file.readAllBytes();
              PageFile page =
                  new PageFile(new Reply(200, type, new String(bytes, UTF_8)), tag(bytes));
              files.put("/page/" + name, page);
              files.put("/" + name, page);
            }
          } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
          }
        });
    PageFile index = files.get("/" + INDEX);
    if (index != null) {
      files.put("/", index);
    }
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    HEADERS.forEach(exchange.getResponseHeaders()::set);
    PageFile file = files.get(exchange.getRequestURI().getPath());
    if (!METHODS.contains(exchange.getRequestMethod())) {
      Reply.text(405, "use GET").send(exchange);
    } else if (file == null) {
      Reply.text(404, "nothing is here").send(exchange);
    } else {
      send(exchange, file);
    }
  }

  private static void send(HttpExchange exchange, PageFile file) throws IOException {
    exchange.getResponseHeaders().set("ETag", file.tag());
    if (file.tag().equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(NOT_MODIFIED, -1);
      exchange.close();
    } else {
      file.reply().send(exchange);
    }
  }

  private static String tag(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "\"" + HexFormat.of().formatHex(hash, 0, 16) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
