package io.scorestream.dashboard;

import io.scorestream.dashboard.api.RunRecord;
import io.scorestream.dashboard.board.Board;
import io.scorestream.dashboard.board.BoardSnapshot;
import io.scorestream.dashboard.feed.Feed;
import io.scorestream.dashboard.page.ReportPage;
import io.scorestream.dashboard.samples.KafkaSampleStore;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.KafkaClients;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * Pages of runs as they are now, each in a file that needs no server. Owned by one thread; it reads
 * the topics by another while it is open.
 */
public final class RecordedPages implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** To count a source's samples, which only says how many there are. */
  private static final Duration COUNTING = Duration.ofSeconds(3);

  private static final long PAUSE_MILLIS = 20;

  private final Board board = new Board();
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private final KafkaSampleStore samples;
  private final Feed feed;

  /** Begins to read. */
  public RecordedPages(KafkaClients clients) {
    this.samples = new KafkaSampleStore(clients);
    this.feed = Feed.start(clients, board, () -> true, failure::set);
  }

  /**
   * The page of a run.
   *
   * @throws ScorestreamException when the topics cannot be read
   */
  public String html(String run) {
    if (!await(BoardSnapshot::caughtUp, PATIENCE)) {
      throw new ScorestreamException(
          Reason.UNAVAILABLE,
          "the topics were not read within " + PATIENCE.toSeconds() + " s",
          "start again: all that was committed is kept");
    }
    boolean unused = await(now -> isCounted(now, run), COUNTING);
    return ReportPage.html(
        run + " · Scorestream", new RunRecord(board, samples, Clock.systemUTC()).json(run));
  }

  private static boolean isCounted(BoardSnapshot now, String run) {
    return now.runs().stream()
        .filter(each -> each.id().equals(run))
        .allMatch(each -> now.arrivals().containsKey(each.state().run().spec().getSource()));
  }

  private boolean await(Predicate<BoardSnapshot> condition, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.test(board.snapshot())) {
      RuntimeException why = failure.get();
      if (why != null) {
        throw why;
      }
      if (System.nanoTime() > end) {
        return false;
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    feed.close();
    samples.close();
  }
}
