package io.scorestream.model;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The threads on which the process computes, one for each processor: TensorFlow itself uses none.
 * Pieces of work are cut by what is computed, never by how many threads there are, so that their
 * number decides no bit.
 */
final class ComputeThreads {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final ExecutorService THREADS =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(), ComputeThreads::thread);

  private ComputeThreads() {}

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "compute-" + NUMBER.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  /** Has a piece done once another is. */
  static CompletableFuture<Void> after(CompletableFuture<Void> other, Runnable piece) {
    return other.thenRunAsync(piece, THREADS);
  }

  /**
   * Waits for pieces.
   *
   * @throws RuntimeException what the first of them to fail threw
   */
  static void await(List<CompletableFuture<Void>> pieces) {
    try {
      CompletableFuture.allOf(pieces.toArray(CompletableFuture<?>[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Has pieces 0 to n − 1 done, and returns when all are; a single one on the caller's thread. */
  static void each(int n, IntConsumer piece) {
    if (n == 1) {
      piece.accept(0);
      return;
    }
    await(
        IntStream.range(0, n)
            .mapToObj(i -> CompletableFuture.runAsync(() -> piece.accept(i), THREADS))
            .toList());
  }
}
