package io.scorestream.service.http;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A thread for each request from its first byte on. When all are taken, a new request has the
 * thread of the client that has been waited for the longest, so that half requests, however many,
 * keep no whole one waiting; only where every thread is at work is it turned away. Threads are
 * daemons. Safe from any thread.
 */
final class RequestThreads implements Executor, AutoCloseable {

  /** Requests at once. */
  private static final int MOST = 128;

  private static final Duration KEPT = Duration.ofSeconds(30);
  private static final Duration SWEEP = Duration.ofMillis(500);

  /** Long enough for a thread that was interrupted to come back. */
  private static final Duration HANDOVER = Duration.ofSeconds(1);

  private final AtomicInteger number = new AtomicInteger();
  private final ClientWaits waits;
  private final Duration reading;
  private final ScheduledExecutorService clock;
  private final ThreadPoolExecutor threads;

  /**
   * @param waits told which thread waits for its client
   * @param reading how long a client may take to send a request, its head and its body
   */
  RequestThreads(ClientWaits waits, Duration reading) {
    this.waits = waits;
    this.reading = reading;
    this.clock = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "http-clock"));
    this.threads =
        new ThreadPoolExecutor(
            0,
            MOST,
            KEPT.toSeconds(),
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> daemon(work, "http-" + number.incrementAndGet()),
            this::makeRoom);
    var unused =
        clock.scheduleWithFixedDelay(
            waits::cutOverdue, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void execute(Runnable request) {
    threads.execute(
        () -> {
          waits.begin(reading);
          try {
            request.run();
          } finally {
            waits.end();
          }
        });
  }

  private void makeRoom(Runnable request, ThreadPoolExecutor full) {
    try {
      if (waits.cutLongest()
          && full.getQueue().offer(request, HANDOVER.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new RejectedExecutionException("every thread is at work");
  }

  @Override
  public void close() {
    clock.shutdownNow();
    threads.shutdownNow();
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
