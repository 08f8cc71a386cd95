package io.scorestream.dashboard.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The documentation's pages, out of the class path, as the build has made them. Safe from any
 * thread.
 */
public final class DocumentsHandler implements HttpHandler {

  /** Where to put it. */
  public static final String PREFIX = "/docs";

  private static final int PERMANENT_REDIRECT = 308;
  private static final String FOLDER = "/io/scorestream/site/pages/";

  /** No name begins with a dot, so that none leads out of the folder. */
  private static final Pattern NAME = Pattern.compile("(\\w[\\w.-]*/)*\\w[\\w.-]*");

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Optional<StaticFile> index = file(path + "/index.html");
    if (index.isPresent()) {
      // Links in a folder are relative to it: its name has to end with a slash.
      exchange
          .getResponseHeaders()
          .set("Location", path.substring(path.lastIndexOf('/') + 1) + "/");
      exchange.sendResponseHeaders(PERMANENT_REDIRECT, -1);
      exchange.close();
    } else {
      StaticFile.send(exchange, file(path.endsWith("/") ? path + "index.html" : path));
    }
  }

  private static Optional<StaticFile> file(String path) throws IOException {
    String name = path.substring(Math.min(path.length(), PREFIX.length() + 1));
    return path.startsWith(PREFIX + "/") && NAME.matcher(name).matches()
        ? StaticFile.read(FOLDER + name)
        : Optional.empty();
  }
}
