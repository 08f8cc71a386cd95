package io.scorestream.dashboard.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.scorestream.dashboard.board.Board;
import io.scorestream.dashboard.board.Changes;
import io.scorestream.service.http.Json;
import io.scorestream.service.http.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Tells clients, as server-sent events, that something has changed, for as long as they listen.
 * Safe from any thread; each client takes the thread of its request, so {@value #MOST} of them at
 * most leave the server threads for all else.
 */
public final class EventStream implements HttpHandler {

  /** Where to put it. */
  public static final String PREFIX = Api.ROOT + "/changes";

  /** Clients at once. */
  static final int MOST = 32;

  /** Between two changes that are told. */
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** Between two signs of life, by which a client that is gone is found out, too. */
  private static final Duration ALIVE = Duration.ofSeconds(10);

  private final Board board;
  private final Runnable looked;
  private final Semaphore places = new Semaphore(MOST);

  /**
   * @param looked called now and then while somebody listens
   */
  public EventStream(Board board, Runnable looked) {
    this.board = board;
    this.looked = looked;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("GET")) {
      new Problem(405, exchange.getRequestMethod() + " is not answered", "use GET")
          .reply()
          .send(exchange);
    } else if (!places.tryAcquire()) {
      new Problem(
              503,
              MOST + " clients listen already",
              "ask for " + Api.ROOT + " now and then instead")
          .reply()
          .send(exchange);
    } else {
      try {
        listen(exchange);
      } finally {
        places.release();
      }
    }
  }

  private void listen(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-cache");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      long seen = board.version();
      write(body, "event: hello\ndata: " + Json.text(new Views.Hello(seen)));
      while (true) {
        looked.run();
        Optional<Changes> changes = board.await(seen, ALIVE.toMillis());
        if (changes.isPresent()) {
          seen = changes.get().version();
          write(body, "event: change\ndata: " + Json.text(change(changes.get())));
          Thread.sleep(PAUSE.toMillis());
        } else {
          write(body, ": alive");
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static Views.Change change(Changes changes) {
    return new Views.Change(changes.version(), changes.runs(), changes.others());
  }

  private static void write(OutputStream body, String event) throws IOException {
    body.write((event + "\n\n").getBytes(UTF_8));
    body.flush();
  }
}
