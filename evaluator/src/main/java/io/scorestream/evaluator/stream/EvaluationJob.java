package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.measure.Findings;
import io.scorestream.evaluator.work.Work;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work in the pool's hands. A worker runs it and hands it back; from then on it belongs to the
 * stream thread. Ordered by the age of the milestone, and then as it was trained.
 */
final class EvaluationJob implements Runnable, Comparable<EvaluationJob> {

  private static final Comparator<EvaluationJob> OLDEST_FIRST =
      Comparator.<EvaluationJob>comparingLong(job -> job.work.reached())
          .thenComparing(job -> job.work.run())
          .thenComparingLong(job -> job.work.milestone())
          .thenComparing(job -> job.work.line());

  private final Work work;
  private final Supplier<Optional<Findings>> evaluation;
  private final Consumer<EvaluationJob> handBack;
  private volatile boolean cancelled;
  private Optional<Findings> findings = Optional.empty();
  private @Nullable Throwable failure;
  private double seconds;

  /**
   * @param handBack called from the worker once it is done, unless it was cancelled before
   */
  EvaluationJob(
      Work work, Supplier<Optional<Findings>> evaluation, Consumer<EvaluationJob> handBack) {
    this.work = work;
    this.evaluation = evaluation;
    this.handBack = handBack;
  }

  Work work() {
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
      findings = evaluation.get();
    } catch (Throwable e) { // Whatever it is, the stream thread is to fail with it.
      failure = e;
    }
    seconds = (System.nanoTime() - began) / 1e9;
    handBack.accept(this);
  }

  /** What was found; empty where it is passed over. Rethrows what the evaluation threw. */
  Optional<Findings> findings() {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    return findings;
  }

  /** What the evaluation took. */
  double seconds() {
    return seconds;
  }

  @Override
  public int compareTo(EvaluationJob other) {
    return OLDEST_FIRST.compare(this, other);
  }
}
