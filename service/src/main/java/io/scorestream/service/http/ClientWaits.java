package io.scorestream.service.http;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The threads that wait for a client to send or to take something, each until a time of its own. A
 * client that lets it pass is cut off: its thread is interrupted, which closes the channel that the
 * thread reads or writes. Safe from any thread.
 */
final class ClientWaits {

  /**
   * Deadlines by {@code System.nanoTime}, those that began first before others. Guarded by this.
   */
  private final Map<Thread, Long> deadlines = new LinkedHashMap<>();

  /** The calling thread waits from now on, for no longer than this; a wait before it is over. */
  synchronized void begin(Duration most) {
    deadlines.remove(Thread.currentThread());
    deadlines.put(Thread.currentThread(), System.nanoTime() + most.toNanos());
  }

  /** The calling thread waits no more, and is not interrupted once this has returned. */
  synchronized void end() {
    deadlines.remove(Thread.currentThread());
  }

  /**
   * Cuts off the client that is waited for the longest.
   *
   * @return false where none is waited for
   */
  synchronized boolean cutLongest() {
    Iterator<Thread> threads = deadlines.keySet().iterator();
    if (!threads.hasNext()) {
      return false;
    }
    Thread longest = threads.next();
    threads.remove();
    longest.interrupt();
    return true;
  }

  /** Cuts off the clients whose time has passed. */
  synchronized void cutOverdue() {
    long now = System.nanoTime();
    deadlines
        .entrySet()
        .removeIf(
            wait -> {
              boolean overdue = wait.getValue() - now < 0;
              if (overdue) {
                wait.getKey().interrupt();
              }
              return overdue;
            });
  }
}
