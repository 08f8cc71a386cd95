package io.scorestream.evaluator.measure;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Things that one thread uses at a time, lent to whoever asks: there come to be as many as threads
 * that ask at once. Safe from any thread.
 *
 * @param <T> closed together with this
 */
public final class Leased<T extends AutoCloseable> implements AutoCloseable {

  private final Supplier<T> make;

  /** Those that nobody has, the one used last first; guarded by itself. */
  private final Deque<T> idle = new ArrayDeque<>();

  private boolean closed;

  /**
   * @param make a new one
   */
  public Leased(Supplier<T> make) {
    this.make = make;
  }

  /** Uses one, which is this thread's until the use returns. */
  public <R> R use(Function<T, R> use) {
    T lent = take();
    try {
      return use.apply(lent);
    } finally {
      giveBack(lent);
    }
  }

  /** Closes those that nobody has; the others when they come back. */
  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
      idle.forEach(Leased::end);
      idle.clear();
    }
  }

  private T take() {
    synchronized (idle) {
      if (!idle.isEmpty()) {
        return idle.pop();
      }
    }
    return make.get();
  }

  private void giveBack(T lent) {
    synchronized (idle) {
      if (closed) {
        end(lent);
      } else {
        idle.push(lent);
      }
    }
  }

  private static void end(AutoCloseable thing) {
    try {
      thing.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a resource of an evaluation could not be closed", e);
    }
  }
}
