package io.scorestream.service.http;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.HttpSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listening HTTP server. Each request has a thread while it is read and answered, so that a long
 * answer keeps no other waiting. The threads are daemons: they never keep a process alive, and a
 * service's own work never waits for them. Safe from any thread.
 *
 * <p>No client keeps others from being answered: a request has {@value #READING_SECONDS} s to come
 * in whole, with a body of at most 64 KiB; an answer that is not taken for {@value #TAKING_SECONDS}
 * s is broken off; and where all threads are taken, the client that has been waited for the longest
 * gives up its own. A connection that says nothing takes no thread, and is closed after half a
 * minute; beyond {@value #MOST_CONNECTIONS} connections further ones are.
 *
 * <p>Whatever is routed is kept from pages of others, as {@link HostCheck} says, and below {@value
 * #API} from whoever does not show the token, where there is one. {@link SessionHandler} lets
 * browsers show it.
 */
public final class HttpEndpoint implements HttpRoutes, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);

  private static final String API = "/api/";

  private static final int READING_SECONDS = 10;
  private static final int TAKING_SECONDS = 30;
  private static final int MOST_CONNECTIONS = 2048;

  /** Connections that the system keeps until the server takes them. */
  private static final int BACKLOG = 512;

  static {
    // The JDK's server takes this limit in no other way, and only before its first use.
    String limit = "jdk.httpserver.maxConnections";
    if (System.getProperty(limit) == null) {
      System.setProperty(limit, String.valueOf(MOST_CONNECTIONS));
    }
  }

  private final HttpServer server;
  private final ClientWaits waits = new ClientWaits();
  private final RequestThreads threads;
  private final Duration taking;
  private final Set<String> prefixes = new HashSet<>();
  private final HostCheck hostCheck;
  private final TokenCheck tokenCheck;

  private HttpEndpoint(HttpServer server, HttpSettings http, Duration reading, Duration taking) {
    this.server = server;
    Optional<AccessToken> token = http.token().map(AccessToken::new);
    this.hostCheck = new HostCheck(http);
    this.tokenCheck = new TokenCheck(token);
    this.threads = new RequestThreads(waits, reading);
    this.taking = taking;
    server.setExecutor(threads);
    add(SessionHandler.PREFIX, new SessionHandler(token), false, List.of(hostCheck));
  }

  /**
   * Starts to listen; every path is unknown until a {@link #route} is added.
   *
   * @param http where, on which port, and for whom
   * @throws ScorestreamException when the port cannot be opened, or would let others in whom nobody
   *     asks who they are
   */
  public static HttpEndpoint start(HttpSettings http) {
    return start(http, Duration.ofSeconds(READING_SECONDS), Duration.ofSeconds(TAKING_SECONDS));
  }

  /** The same, for this machine alone, without a token. */
  public static HttpEndpoint start(int port) {
    return start(HttpSettings.local(port));
  }

  /** The same, where clients have other times to send a request and to take an answer. */
  static HttpEndpoint start(HttpSettings http, Duration reading, Duration taking) {
    int port = http.port().orElse(0);
    try {
      InetSocketAddress address = new InetSocketAddress(http.host(), port);
      requireToken(http, address);
      HttpServer server = HttpServer.create(address, BACKLOG);
      HttpEndpoint endpoint = new HttpEndpoint(server, http, reading, taking);
      endpoint.route("/", exchange -> Reply.text(404, "nothing is here").send(exchange));
      server.start();
      LOG.info("answers at {}", endpoint.url());
      return endpoint;
    } catch (IOException | IllegalArgumentException e) {
      throw new ScorestreamException(
          Reason.CONFLICT,
          "port %s of %s cannot be opened: %s".formatted(port, http.host(), e.getMessage()),
          "set http.port (--http-port) to a free one, or to 0 for any",
          e);
    }
  }

  private static void requireToken(HttpSettings http, InetSocketAddress address) {
    boolean lets = !address.isUnresolved() && !address.getAddress().isLoopbackAddress();
    if (lets && http.token().isEmpty() && !http.open()) {
      throw new ScorestreamException(
          Reason.USAGE,
          "http.host %s lets other machines in, and no http.token asks who they are"
              .formatted(http.host()),
          "set http.token (SCORESTREAM_HTTP_TOKEN), or http.host to 127.0.0.1; or, where something"
              + " else keeps others out, http.open=true");
    }
  }

  /** The port that is open. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Where it answers. */
  public String url() {
    return "http://" + server.getAddress().getHostString() + ":" + port();
  }

  @Override
  public void route(String prefix, HttpHandler handler) {
    add(prefix, handler, false, checks(prefix));
  }

  @Override
  public void stream(String prefix, HttpHandler handler) {
    add(prefix, handler, true, checks(prefix));
  }

  /**
   * Hands the requests for a prefix over like {@link #route}, but asks nobody who he is or under
   * what name he comes: for what watches a process, which has its own names for it and no token.
   */
  public void routeUnchecked(String prefix, HttpHandler handler) {
    add(prefix, handler, false, List.of());
  }

  private List<Filter> checks(String prefix) {
    return prefix.startsWith(API) ? List.of(hostCheck, tokenCheck) : List.of(hostCheck);
  }

  private synchronized void add(
      String prefix, HttpHandler handler, boolean isStream, List<Filter> checks) {
    if (!prefixes.add(prefix)) {
      server.removeContext(prefix);
    }
    List<Filter> filters = server.createContext(prefix, handler).getFilters();
    filters.add(new Failures());
    filters.add(new ClientLimits(waits, taking, isStream));
    filters.addAll(checks);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private static final class Failures extends Filter {

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
      try {
        chain.doFilter(exchange);
      } catch (RuntimeException e) {
        LOG.error("{} failed", exchange.getRequestURI(), e);
        if (exchange.getResponseCode() < 0) {
          Reply.text(500, "failed; see the log").send(exchange);
        }
        exchange.close();
      } catch (Error e) {
        // The server would leave the connection open, and the client waiting.
        exchange.close();
        throw e;
      }
    }

    @Override
    public String description() {
      return "answers for handlers that fail";
    }
  }
}
