package io.scorestream.quickstart;

import io.scorestream.service.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Runs services, each on a thread of its own. Made and closed by one thread.
 *
 * <p>The first service that fails completes {@link #failure}.
 */
final class ServiceThreads implements AutoCloseable {

  private static final long STOP_MILLIS = 20_000;

  private final List<Service> services = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

  /** Starts one more service. */
  void start(String name, Service service) {
    Thread thread = new Thread(() -> run(service), name);
    services.add(service);
    threads.add(thread);
    thread.start();
  }

  /** Completes with what ended a service, when one fails. */
  CompletableFuture<Throwable> failure() {
    return failure;
  }

  private void run(Service service) {
    try {
      service.run();
    } catch (RuntimeException | Error e) {
      failure.complete(e);
    }
  }

  /** Stops all services and waits for them. */
  @Override
  public void close() {
    services.forEach(Service::stop);
    for (Thread thread : threads) {
      try {
        thread.join(STOP_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
