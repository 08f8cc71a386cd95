package io.scorestream.evaluator;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads on which a process evaluates, for all of its tasks: what it is given has to be
 * comparable, and the least goes first. Owned by the service, which ends it after Kafka Streams;
 * safe from any thread.
 */
final class EvaluationPool implements Executor, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EvaluationPool.class);
  private static final Duration CLOSE = Duration.ofSeconds(20);

  private final ThreadPoolExecutor threads;
  private final AtomicInteger number = new AtomicInteger();

  /**
   * @param count how many evaluations go on at once, at least 1
   */
  EvaluationPool(int count) {
    this.threads =
        new ThreadPoolExecutor(
            count, count, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), this::thread);
  }

  @Override
  public void execute(Runnable work) {
    threads.execute(work);
  }

  /** Drops what has not begun, and waits for the rest, but not for ever. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn(
            "an evaluation went on for more than {} s after the end was asked for; its metrics are"
                + " not written, and will be at the next start",
            CLOSE.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "evaluation-" + number.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
