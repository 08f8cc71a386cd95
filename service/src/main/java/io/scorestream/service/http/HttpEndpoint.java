package io.scorestream.service.http;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listening HTTP server. Each request has a thread while it is answered, so that a long answer
 * keeps no other waiting. The threads are daemons: they never keep a process alive, and a service's
 * own work never waits for them. Safe from any thread.
 */
public final class HttpEndpoint implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);

  /** Requests at once; beyond them connections are closed. */
  private static final int MOST_THREADS = 128;

  private static final long IDLE_SECONDS = 30;

  private final HttpServer server;
  private final ExecutorService threads;

  private HttpEndpoint(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts to listen; every path is unknown until a {@link #route} is added.
   *
   * @param host name or address to listen on
   * @param port 0 for any that is free
   * @throws ScorestreamException when the port cannot be opened
   */
  public static HttpEndpoint start(String host, int port) {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
      AtomicInteger number = new AtomicInteger();
      ExecutorService threads =
          new ThreadPoolExecutor(
              0,
              MOST_THREADS,
              IDLE_SECONDS,
              TimeUnit.SECONDS,
              new SynchronousQueue<>(),
              work -> {
                Thread thread = new Thread(work, "http-" + number.incrementAndGet());
                thread.setDaemon(true);
                return thread;
              });
      server.setExecutor(threads);
      HttpEndpoint endpoint = new HttpEndpoint(server, threads);
      endpoint.route("/", exchange -> Reply.text(404, "nothing is here").send(exchange));
      server.start();
      LOG.info("answers at {}", endpoint.url());
      return endpoint;
    } catch (IOException | IllegalArgumentException e) {
      throw new ScorestreamException(
          Reason.CONFLICT,
          "port %s of %s cannot be opened: %s".formatted(port, host, e.getMessage()),
          "set http.port (--http-port) to a free one, or to 0 for any",
          e);
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

  /**
   * Hands the requests for all paths that start with a prefix to a handler; the longest prefix
   * wins. A handler that throws before it has answered is logged and answered for with status 500;
   * one that throws an {@link IOException} breaks the connection off, so that no answer that is cut
   * short looks whole.
   *
   * @param prefix starts with a slash
   */
  public void route(String prefix, HttpHandler handler) {
    server.createContext(prefix, handler).getFilters().add(new Failures());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
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
      }
    }

    @Override
    public String description() {
      return "answers for handlers that fail";
    }
  }
}
