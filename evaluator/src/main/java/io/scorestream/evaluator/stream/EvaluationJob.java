package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.measure.Findings;
import io.scorestream.evaluator.work.Work;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work in the pool's hands. A worker runs it and hands it back; from then on it belongs
 * to the stream thread. Ordered by the age of the milestone, and then as it was trained.
 */
final class Piece implements Runnable, Comparable<Piece> {

  private static final Comparator<Piece> OLDEST_FIRST =
      Comparator.<Piece>comparingLong(piece -> piece.work.reached())
          .thenComparing(piece -> piece.work.run())
          .thenComparingLong(piece -> piece.work.milestone())
          .thenComparing(piece -> piece.work.line());

  private final Work work;
  private final Supplier<Optional<Findings>> evaluation;
  private final Consumer<Piece> handBack;
  private volatile boolean dropped;
  private Optional<Findings> findings = Optional.empty();
  private @Nullable Throwable failure;
  private double seconds;

  /**
   * @param handBack called from the worker once it is done, unless it was dropped before
   */
  Piece(Work work, Supplier<Optional<Findings>> evaluation, Consumer<Piece> handBack) {
    this.work = work;
    this.evaluation = evaluation;
    this.handBack = handBack;
  }

  Work work() {
    return work;
  }

  /** Nobody waits for it any more: it is not begun, and what comes of it is lost. */
  void drop() {
    dropped = true;
  }

  boolean isDropped() {
    return dropped;
  }

  @Override
  public void run() {
    if (dropped) {
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
  public int compareTo(Piece other) {
    return OLDEST_FIRST.compare(this, other);
  }
}
