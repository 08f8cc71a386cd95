package io.scorestream.trainer;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a shard's networks were trained to and nobody else knows of: published one milestone at a
 * time, in order, on a thread for that, while the networks are trained on. One that was not taken
 * stays, to be published again. Owned by the training thread.
 *
 * @param <M> a milestone as training left it; nothing of it may change any more
 */
final class Publications<M> {

  private static final Logger LOG = LoggerFactory.getLogger(Publications.class);
  private static final long CLOSE_SECONDS = 10;

  private final ExecutorService thread;
  private final ToIntFunction<M> commit;
  private final Deque<M> waiting = new ArrayDeque<>();
  private @Nullable Future<Integer> underWay;

  /**
   * A milestone that everybody knows of.
   *
   * @param epoch of its writer
   * @param <M> a milestone as training left it
   */
  record Committed<M>(M milestone, int epoch) {}

  /**
   * @param thread on which milestones are published
   * @param commit called on it, never twice at once; gives the writer's epoch
   */
  Publications(ExecutorService thread, ToIntFunction<M> commit) {
    this.thread = thread;
    this.commit = commit;
  }

  /** How many are not known to be committed. */
  int size() {
    return waiting.size();
  }

  /** The last of these. */
  Optional<M> newest() {
    return Optional.ofNullable(waiting.peekLast());
  }

  /** Has one published after those before it. */
  void add(M milestone) {
    waiting.addLast(milestone);
    begin();
  }

  /**
   * The first where it is committed by now; the next is then on its way, as is one that was not
   * taken before.
   *
   * @throws RuntimeException why it was not
   */
  Optional<Committed<M>> poll() {
    begin();
    return underWay != null && underWay.isDone() ? Optional.of(await()) : Optional.empty();
  }

  /**
   * The first once it is committed; there must be one. The next is then on its way.
   *
   * @throws RuntimeException why it was not
   */
  Committed<M> await() {
    begin();
    int epoch = epoch(requireNonNull(underWay, "nothing is to be published"));
    Committed<M> first = new Committed<>(waiting.removeFirst(), epoch);
    begin();
    return first;
  }

  private void begin() {
    M first = waiting.peekFirst();
    if (underWay == null && first != null) {
      underWay = thread.submit(() -> commit.applyAsInt(first));
    }
  }

  private int epoch(Future<Integer> publication) {
    try {
      return publication.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException why) {
        throw why;
      }
      throw new IllegalStateException("a milestone could not be published", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } finally {
      underWay = null;
    }
  }

  /** Forgets all: somebody else goes on from what is committed. Nothing may be on its way. */
  void clear() {
    waiting.clear();
  }

  /** Waits for the one that is on its way, but not for ever; those behind it are given up. */
  void close() {
    if (underWay == null) {
      return;
    }
    try {
      underWay.get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | CancellationException | TimeoutException e) {
      LOG.warn("the end came before a milestone was known to be committed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    underWay = null;
    waiting.clear();
  }
}
