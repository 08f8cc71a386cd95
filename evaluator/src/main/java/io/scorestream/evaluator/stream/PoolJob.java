package io.scorestream.evaluator.stream;

import static java.util.Objects.requireNonNull;

import io.scorestream.evaluator.work.RunWork;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work in the pool's hands. A worker runs it and hands it back; from then on it belongs to the
 * stream thread. Ordered by when it is due, and then as it was trained.
 *
 * @param <W> what is to be done
 * @param <T> what comes of it
 */
final class PoolJob<W extends RunWork, T> implements Runnable, Comparable<PoolJob<?, ?>> {

  private static final Comparator<RunWork> FIRST_DUE =
      Comparator.comparingLong(RunWork::due)
          .thenComparing(RunWork::run)
          .thenComparingLong(RunWork::milestone)
          .thenComparing(RunWork::line);

  private final W work;
  private final Supplier<T> task;
  private final Consumer<PoolJob<W, T>> handBack;
  private volatile boolean cancelled;
  private @Nullable T result;
  private @Nullable Throwable failure;
  private double seconds;

  /**
   * @param handBack called from the worker once it is done, unless it was cancelled before
   */
  PoolJob(W work, Supplier<T> task, Consumer<PoolJob<W, T>> handBack) {
    this.work = work;
    this.task = task;
    this.handBack = handBack;
  }

  /** What is to be done. */
  W work() {
    return work;
  }

  /** Nobody waits for it any more: it is not begun, and what comes of it is lost. */
  void cancel() {
    cancelled = true;
  }

  boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void run() {
    if (cancelled) {
      return;
    }
    long began = System.nanoTime();
    try {
      result = task.get();
    } catch (Throwable e) { // Whatever it is, the stream thread is to fail with it.
      failure = e;
    }
    seconds = (System.nanoTime() - began) / 1e9;
    handBack.accept(this);
  }

  /** What has come of it, once it was handed back. Rethrows what doing it threw. */
  T result() {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    return requireNonNull(result);
  }

  /** What doing it took. */
  double seconds() {
    return seconds;
  }

  @Override
  public int compareTo(PoolJob<?, ?> other) {
    return FIRST_DUE.compare(work, other.work);
  }
}
