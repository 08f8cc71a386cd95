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
  public static final String PREFIX = "/docs/";

  private static final String FOLDER = "/io/scorestream/site/pages/";

  /** No name begins with a dot, so that none leads out of the folder. */
  private static final Pattern NAME = Pattern.compile("(\\w[\\w.-]*/)*\\w[\\w.-]*");

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String asked = exchange.getRequestURI().getPath().substring(PREFIX.length());
    String name = asked.isEmpty() || asked.endsWith("/") ? asked + "index.html" : asked;
    StaticFile.send(
        exchange, NAME.matcher(name).matches() ? StaticFile.read(FOLDER + name) : Optional.empty());
  }
}
