package io.scorestream.dashboard.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The page's files, out of the class path: those that are known by name, and nothing else. Safe
 * from any thread.
 */
public final class PageHandler implements HttpHandler {

  /** Where to put it. */
  public static final String PREFIX = "/";

  private static final String INDEX = "index.html";
  private static final List<String> NAMES = List.of(INDEX, "app.js", "app.css", "icon.svg");

  private final Map<String, StaticFile> files = new TreeMap<>();

  /** Reads the files that there are. */
  public PageHandler() {
    for (String name : NAMES) {
      try {
        StaticFile.read(name)
            .ifPresent(
                file -> {
                  files.put("/page/" + name, file);
                  files.put("/" + name, file);
                });
      } catch (IOException e) {
        throw new UncheckedIOException(name + " cannot be read", e);
      }
    }
    StaticFile index = files.get("/" + INDEX);
    if (index != null) {
      files.put("/", index);
    }
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    StaticFile.send(exchange, Optional.ofNullable(files.get(exchange.getRequestURI().getPath())));
  }
}
