package io.scorestream.deployment.docker;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.Service;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Runs a service as a restart policy would: one that ends since Kafka is gone is started anew, any
 * other failure is kept. Started and stopped by the test's thread.
 */
final class Supervised {

  private static final long PAUSE_MILLIS = 500;

  private final Supplier<Service> factory;
  private final Thread thread;
  private final AtomicReference<Service> running = new AtomicReference<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final AtomicInteger restarts = new AtomicInteger();
  private volatile boolean closing;

  private Supervised(String name, Supplier<Service> factory) {
    this.factory = factory;
    this.thread = new Thread(this::run, name);
  }

  static Supervised start(String name, Supplier<Service> factory) {
    Supervised supervised = new Supervised(name, factory);
    supervised.thread.start();
    return supervised;
  }

  /** How often it was started anew. */
  int restarts() {
    return restarts.get();
  }

  /** Throws what ended it, where that was not an outage. */
  void requireHealthy() {
    if (failure.get() != null) {
      throw new AssertionError(thread.getName() + " failed", failure.get());
    }
  }

  /** Ends the service in order, and waits for that. */
  void stop() throws InterruptedException {
    closing = true;
    Service service = running.get();
    if (service != null) {
      service.stop();
    }
    thread.join();
  }

  private void run() {
    while (!closing) {
      Service service = factory.get();
      running.set(service);
      try {
        service.run();
        return;
      } catch (ScorestreamException e) {
        if (e.reason() != Reason.UNAVAILABLE) {
          failure.set(e);
          return;
        }
        restarts.incrementAndGet();
        pause();
      } catch (RuntimeException | Error e) {
        failure.set(e);
        return;
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
