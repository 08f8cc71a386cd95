package io.scorestream.evaluator.work;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much work a process has taken from Kafka and not done yet, which no consumer's lag shows.
 * Safe from any thread.
 */
public final class Backlog {

  private final AtomicLong pieces = new AtomicLong();

  /** Pieces of work that lie in the stores of the process. */
  public long pieces() {
    return pieces.get();
  }

  /**
   * Takes note of pieces that have come to a store, or have left it.
   *
   * @param change how many more there are
   */
  public void add(long change) {
    pieces.addAndGet(change);
  }
}
