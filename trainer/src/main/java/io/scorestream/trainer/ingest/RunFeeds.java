package io.scorestream.trainer.ingest;

import io.scorestream.run.RunState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the ingest thread has for the training thread: the runs, word of news, and its failure. Safe
 * from any thread.
 */
public final class RunFeeds {

  private final Map<String, RunFeed> feeds = new LinkedHashMap<>();
  private final Map<String, RunState> deleted = new LinkedHashMap<>();
  private @Nullable RuntimeException failure;
  private boolean news;

  /** The runs that are not deleted, in the order in which they came; some may be paused. */
  public synchronized List<RunFeed> all() {
    return List.copyOf(feeds.values());
  }

  /** The runs that are deleted, of whose making there may still be something. */
  public synchronized List<RunState> deleted() {
    return List.copyOf(deleted.values());
  }

  /** Whether a run is still to do what it was when the feed was taken. */
  public synchronized boolean isCurrent(RunFeed feed) {
    RunFeed now = feeds.get(feed.id());
    return now != null && now.sameAs(feed);
  }

  /** Throws what ended a thread that feeds the training thread, where something did. */
  public synchronized void requireHealthy() {
    if (failure != null) {
      throw failure;
    }
  }

  /** Returns when there is news since the last call, or the time is over. */
  public synchronized void awaitNews(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    for (long left = atMost.toMillis(); !news && left > 0; left = millisUntil(end)) {
      wait(left);
    }
    news = false;
  }

  /** Wakes who awaits news. */
  public synchronized void tell() {
    news = true;
    notifyAll();
  }

  synchronized Optional<RunFeed> find(String run) {
    return Optional.ofNullable(feeds.get(run));
  }

  synchronized void put(RunFeed feed) {
    deleted.remove(feed.id());
    feeds.put(feed.id(), feed);
    tell();
  }

  /** Takes a run out that cannot be trained. */
  synchronized void withdraw(String run) {
    feeds.remove(run);
    tell();
  }

  synchronized void delete(RunState state) {
    feeds.remove(state.run().id());
    deleted.put(state.run().id(), state);
    tell();
  }

  /** Ends the trainer with what ended one of its threads. */
  public synchronized void fail(RuntimeException why) {
    failure = why;
    tell();
  }

  private static long millisUntil(long end) {
    return Duration.ofNanos(end - System.nanoTime()).toMillis();
  }
}
