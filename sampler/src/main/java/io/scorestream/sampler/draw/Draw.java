package io.scorestream.sampler.draw;

import io.scorestream.rows.Rows;
import io.scorestream.service.ScorestreamException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A request that is being answered. Few blocks wait to be taken: who takes them slowly holds up
 * nobody but himself. Safe from any thread; closing it before its end cancels it.
 */
public final class Draw implements Turn, AutoCloseable {

  private static final int ROOM = 2;

  private final DrawRequest request;
  private final Runnable changed;
  private final Queue<Rows> blocks = new ArrayDeque<>();
  private long made;
  private long taken;
  private @Nullable DrawnMilestone source;
  private @Nullable ScorestreamException failure;
  private boolean closed;

  /**
   * @param changed told when there is room again, or it is closed
   */
  Draw(DrawRequest request, Runnable changed) {
    this.request = request;
    this.changed = changed;
    this.made = request.firstBlock();
    this.taken = request.firstBlock();
  }

  /** What was asked for. */
  @Override
  public DrawRequest request() {
    return request;
  }

  /**
   * What it is answered from; there once a block is.
   *
   * @throws IllegalStateException before that
   */
  public synchronized DrawnMilestone source() {
    if (source == null) {
      throw new IllegalStateException("nothing was drawn yet");
    }
    return source;
  }

  /**
   * The next block, waiting for it.
   *
   * @param atMost how long to wait
   * @return {@code [n, d]}, as samples travel; empty where it took longer
   * @throws ScorestreamException why there is none
   */
  public Optional<Rows> next(Duration atMost) throws InterruptedException {
    Optional<Rows> next = take(System.nanoTime() + atMost.toNanos());
    next.ifPresent(block -> changed.run());
    return next;
  }

  /**
   * The next block, where there is one.
   *
   * @throws ScorestreamException why there is none, and will be none
   */
  public Optional<Rows> poll() {
    Optional<Rows> next = takeNow();
    next.ifPresent(block -> changed.run());
    return next;
  }

  private synchronized Optional<Rows> takeNow() {
    if (blocks.isEmpty()) {
      if (failure != null) {
        throw failure;
      }
      return Optional.empty();
    }
    taken++;
    return Optional.of(blocks.remove());
  }

  private synchronized Optional<Rows> take(long until) throws InterruptedException {
    for (long left = left(until);
        blocks.isEmpty() && failure == null && left > 0;
        left = left(until)) {
      wait(left);
    }
    return takeNow();
  }

  private static long left(long until) {
    return (until - System.nanoTime()) / 1_000_000;
  }

  /** Blocks that were taken, those before the first one too. */
  public synchronized long taken() {
    return taken;
  }

  /** Whether all blocks were taken. */
  public synchronized boolean isWhole() {
    return taken == request.blocks();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    changed.run();
  }

  /** Whether nothing more is to be made for it. */
  @Override
  public synchronized boolean isOver() {
    return closed || failure != null || made == request.blocks();
  }

  @Override
  public synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized boolean hasRoom() {
    return blocks.size() < ROOM;
  }

  /** What it is answered from, where that is known. */
  synchronized Optional<DrawnMilestone> known() {
    return Optional.ofNullable(source);
  }

  synchronized void begin(DrawnMilestone from) {
    source = from;
  }

  /** The number of the next block to make. */
  synchronized long upcoming() {
    return made;
  }

  synchronized void add(Rows block) {
    blocks.add(block);
    made++;
    notifyAll();
  }

  @Override
  public synchronized void fail(ScorestreamException why) {
    failure = why;
    notifyAll();
  }
}
