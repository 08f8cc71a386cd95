package io.scorestream.sampler.draw;

import io.scorestream.service.ScorestreamException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A path that is being drawn, in one turn. Safe from any thread; closing it before its end cancels
 * it.
 */
public final class PathDraw implements Turn, AutoCloseable {

  private final PathRequest path;
  private final Runnable changed;
  private @Nullable DrawnPath drawn;
  private @Nullable ScorestreamException failure;
  private boolean closed;

  /**
   * @param changed told when it is closed
   */
  PathDraw(PathRequest path, Runnable changed) {
    this.path = path;
    this.changed = changed;
  }

  PathRequest path() {
    return path;
  }

  @Override
  public DrawRequest request() {
    return path.samples();
  }

  /**
   * The path, waiting for it.
   *
   * @param atMost how long to wait
   * @return empty where it took longer
   * @throws ScorestreamException why there is none
   */
  public synchronized Optional<DrawnPath> await(Duration atMost) throws InterruptedException {
    long until = System.nanoTime() + atMost.toNanos();
    for (long left = atMost.toMillis();
        !isOver() && left > 0;
        left = (until - System.nanoTime()) / 1_000_000) {
      wait(left);
    }
    if (failure != null) {
      throw failure;
    }
    return Optional.ofNullable(drawn);
  }

  synchronized void end(DrawnPath with) {
    drawn = with;
    notifyAll();
  }

  @Override
  public synchronized void fail(ScorestreamException why) {
    failure = why;
    notifyAll();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    changed.run();
  }

  @Override
  public synchronized boolean isOver() {
    return closed || drawn != null || failure != null;
  }

  @Override
  public synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public boolean hasRoom() {
    return true;
  }
}
