package io.scorestream.dashboard;

import com.sun.net.httpserver.HttpHandler;
import io.scorestream.dashboard.api.Abilities;
import io.scorestream.dashboard.api.BoardHandler;
import io.scorestream.dashboard.api.EventStream;
import io.scorestream.dashboard.api.RunHandler;
import io.scorestream.dashboard.board.Board;
import io.scorestream.dashboard.feed.Feed;
import io.scorestream.dashboard.operate.Operator;
import io.scorestream.dashboard.page.DocumentsHandler;
import io.scorestream.dashboard.page.PageHandler;
import io.scorestream.dashboard.samples.KafkaSampleStore;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.http.HttpRoutes;
import io.scorestream.service.http.Problem;
import io.scorestream.service.kafka.KafkaClients;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page and its API, for any HTTP server to have. It reads nothing until somebody asks for the
 * first time, and keeps what it has read until it is closed. Safe from any thread.
 */
public final class Dashboard implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Dashboard.class);

  /** Who asked so long ago is taken to look no more. */
  private static final Duration ATTENTION = Duration.ofSeconds(30);

  private final KafkaClients clients;
  private final DashboardParts parts;
  private final Board board = new Board();
  private final KafkaSampleStore samples;
  private final AtomicLong askedNanos = new AtomicLong();
  private final Consumer<RuntimeException> failed;
  private volatile @Nullable Problem problem;
  private @Nullable Feed feed;
  private boolean closed;

  private Dashboard(KafkaClients clients, DashboardParts parts, Consumer<RuntimeException> failed) {
    this.clients = clients;
    this.parts = parts;
    this.failed = failed;
    this.samples = new KafkaSampleStore(clients);
  }

  /**
   * A dashboard of the topics of a cluster, beside what a process is there for.
   *
   * @param parts what it can do beside showing
   */
  public static Dashboard of(KafkaClients clients, DashboardParts parts) {
    return of(clients, parts, why -> LOG.error("the dashboard has ended", why));
  }

  /**
   * The same for who depends on it.
   *
   * @param failed told, on a thread of the dashboard, what it cannot go on for
   */
  static Dashboard of(
      KafkaClients clients, DashboardParts parts, Consumer<RuntimeException> failed) {
    return new Dashboard(clients, parts, failed);
  }

  /** Lets a server answer for it: at {@code /}, {@code /docs/} and {@code /api/board} and below. */
  public void attach(HttpRoutes server) {
    BoardHandler shown =
        new BoardHandler(
            board, samples, new Abilities(parts.sampler().isPresent(), parts.operates()));
    Optional<Operator> operator =
        parts.operates() ? Optional.of(new Operator(clients)) : Optional.empty();
    server.route(PageHandler.PREFIX, new PageHandler());
    server.route(DocumentsHandler.PREFIX, new DocumentsHandler());
    server.route(BoardHandler.PREFIX, asked(shown));
    server.stream(
        RunHandler.PREFIX, asked(new RunHandler(board, shown, parts.sampler(), operator)));
    server.stream(EventStream.PREFIX, asked(new EventStream(board, this::ask)));
  }

  /** Begins to read now, before anybody has asked. */
  public void begin() {
    ask();
  }

  /** Whether all is seen that the topics held when it began to read. */
  public boolean isCaughtUp() {
    return board.snapshot().caughtUp();
  }

  private HttpHandler asked(HttpHandler handler) {
    return exchange -> {
      ask();
      Problem known = problem;
      if (known == null) {
        handler.handle(exchange);
      } else {
        known.reply().send(exchange);
      }
    };
  }

  private synchronized void ask() {
    askedNanos.set(System.nanoTime());
    if (feed == null && !closed) {
      feed = Feed.start(clients, board, this::isWatched, this::fail);
    }
  }

  private void fail(RuntimeException why) {
    problem =
        new Problem(
            503,
            "the topics are read no more: " + why.getMessage(),
            why instanceof ScorestreamException known
                ? known.remedy()
                : "see the log, and start again");
    failed.accept(why);
  }

  private boolean isWatched() {
    return System.nanoTime() - askedNanos.get() < ATTENTION.toNanos();
  }

  @Override
  public void close() {
    Feed begun;
    synchronized (this) {
      closed = true;
      begun = feed;
    }
    if (begun != null) {
      begun.close();
    }
    samples.close();
  }
}
