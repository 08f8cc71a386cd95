package io.scorestream.trainer;

import static java.util.Objects.requireNonNull;

import io.scorestream.events.DriftState;
import io.scorestream.run.network.NetworkState;
import io.scorestream.trainer.drift.DriftWatch;
import io.scorestream.trainer.training.TrainedMilestone;
import io.scorestream.trainer.training.TrainingSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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
 */
final class Publications {

  private static final Logger LOG = LoggerFactory.getLogger(Publications.class);
  private static final long CLOSE_SECONDS = 10;

  private final ExecutorService thread;
  private final ToIntFunction<Trained> commit;
  private final Deque<Trained> waiting = new ArrayDeque<>();
  private @Nullable Future<Integer> underWay;

  /**
   * A milestone as training left it; nothing of it changes any more.
   *
   * @param states of the networks, copied out
   * @param device name of what they were trained on
   * @param before the watch over the milestone's new samples, all of them scored
   * @param after where the watch over those after the milestone begins
   * @param alarms that its models gave on samples held out before it
   */
  record Trained(
      TrainedMilestone trained,
      TrainingSet set,
      List<NetworkState> states,
      String device,
      DriftWatch before,
      DriftState after,
      int alarms) {}

  /**
   * A milestone that everybody knows of.
   *
   * @param epoch of its writer
   */
  record Committed(Trained milestone, int epoch) {}

  /**
   * @param thread on which milestones are published
   * @param commit called on it, never twice at once; gives the writer's epoch
   */
  Publications(ExecutorService thread, ToIntFunction<Trained> commit) {
    this.thread = thread;
    this.commit = commit;
  }

  /** How many are not known to be committed. */
  int size() {
    return waiting.size();
  }

  /** The last of these. */
  Optional<Trained> newest() {
    return Optional.ofNullable(waiting.peekLast());
  }

  /** Has one published after those before it. */
  void add(Trained milestone) {
    waiting.addLast(milestone);
    begin();
  }

  /**
   * The first where it is committed by now; the next is then on its way, as is one that was not
   * taken before.
   *
   * @throws RuntimeException why it was not
   */
  Optional<Committed> poll() {
    begin();
    return underWay != null && underWay.isDone() ? Optional.of(await()) : Optional.empty();
  }

  /**
   * The first once it is committed; there must be one. The next is then on its way.
   *
   * @throws RuntimeException why it was not
   */
  Committed await() {
    begin();
    int epoch = epoch(requireNonNull(underWay, "nothing is to be published"));
    Committed first = new Committed(waiting.removeFirst(), epoch);
    begin();
    return first;
  }

  private void begin() {
    Trained first = waiting.peekFirst();
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
