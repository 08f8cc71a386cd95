package io.scorestream.trainer.ingest;

import io.scorestream.run.RunState;
import io.scorestream.service.ScorestreamException;
import io.scorestream.trainer.cache.SampleLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the ingest thread has for the training thread: the runs, word of news, and its failure. Safe
 * from any thread.
 */
public final class RunFeeds {

  private final Map<String, RunFeed> feeds = new LinkedHashMap<>();
  private final Map<String, RunState> deleted = new LinkedHashMap<>();
  private final Map<String, RunState> failed = new LinkedHashMap<>();
  private final List<Refused> refused = new ArrayList<>();

  /** Ids of runs that cannot go on, until that or something else is commanded of them. */
  private final Set<String> withheld = new HashSet<>();

  private @Nullable RuntimeException failure;
  private boolean news;

  /**
   * A run that cannot go on as it is.
   *
   * @param run what it was to do
   * @param why and what to do about it
   */
  public record Refused(RunState run, ScorestreamException why) {}

  /**
   * The runs that are neither deleted nor failed, in the order in which they came; some may be
   * paused.
   */
  public synchronized List<RunFeed> all() {
    return List.copyOf(feeds.values());
  }

  /** The runs that are deleted, of whose making there may still be something. */
  public synchronized List<RunState> deleted() {
    return List.copyOf(deleted.values());
  }

  /** The runs that have failed, as everybody was told. */
  public synchronized List<RunState> failed() {
    return List.copyOf(failed.values());
  }

  /** The runs that were found to be unable to go on since the last call. */
  public synchronized List<Refused> takeRefused() {
    List<Refused> taken = List.copyOf(refused);
    refused.clear();
    return taken;
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
    failed.remove(feed.id());
    feeds.put(feed.id(), feed);
    tell();
  }

  /** Takes a run out that cannot go on, until that or something else is commanded of it. */
  public synchronized void withdraw(String run) {
    feeds.remove(run);
    withheld.add(run);
  }

  /** Whether a run was found to be unable to go on, and nothing was commanded of it since. */
  synchronized boolean isWithheld(String run) {
    return withheld.contains(run);
  }

  /** Something was commanded of a run: it is seen anew whether it can go on. */
  synchronized void release(String run) {
    withheld.remove(run);
    refused.removeIf(it -> it.run().run().id().equals(run));
  }

  /** A run cannot go on as it is. */
  synchronized void refuse(RunState run, ScorestreamException why) {
    withdraw(run.run().id());
    refused.add(new Refused(run, why));
    tell();
  }

  /** Samples cannot be read further: no run that is to train on them can go on. */
  synchronized void refuse(SampleLog log, ScorestreamException why) {
    all().stream()
        .filter(feed -> feed.log() == log && feed.state().isActive())
        .forEach(feed -> refuse(feed.state(), why));
  }

  /** A run has failed, as everybody was told. */
  synchronized void leave(RunState state) {
    feeds.remove(state.run().id());
    failed.put(state.run().id(), state);
    tell();
  }

  synchronized void delete(RunState state) {
    feeds.remove(state.run().id());
    failed.remove(state.run().id());
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
