package io.scorestream.service.kafka;

import io.scorestream.service.ScorestreamException;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * A thread that owns a consumer and polls it until it is closed. It ends in one of two ways, of
 * which whoever started it hears from the thread itself: as it was asked to, or with a failure that
 * says what is to be done. The consumer is closed with it in either case.
 */
public final class PollingThread implements AutoCloseable {

  private final org.apache.kafka.clients.consumer.Consumer<?, ?> consumer;
  private final Thread thread;

  private PollingThread(org.apache.kafka.clients.consumer.Consumer<?, ?> consumer, Thread thread) {
    this.consumer = consumer;
    this.thread = thread;
  }

  /**
   * Starts it.
   *
   * @param bootstrapServers where the consumer's cluster is, for what a failure says
   * @param consumer belongs to the thread from now on
   * @param body polls for ever; a wakeup of the consumer ends it
   * @param ended told when it was asked to end
   * @param failed told what ended it, where something else did
   */
  public static PollingThread start(
      String name,
      String bootstrapServers,
      org.apache.kafka.clients.consumer.Consumer<?, ?> consumer,
      Runnable body,
      Runnable ended,
      Consumer<RuntimeException> failed) {
    Thread thread =
        new Thread(() -> run(name, bootstrapServers, consumer, body, ended, failed), name);
    thread.start();
    return new PollingThread(consumer, thread);
  }

  /** Asks it to end, and returns when it has. */
  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(
      String name,
      String bootstrapServers,
      org.apache.kafka.clients.consumer.Consumer<?, ?> consumer,
      Runnable body,
      Runnable ended,
      Consumer<RuntimeException> failed) {
    try (consumer) {
      body.run();
    } catch (WakeupException e) {
      ended.run();
    } catch (ScorestreamException e) {
      failed.accept(e);
    } catch (KafkaException e) {
      failed.accept(Unavailable.kafka(bootstrapServers, e));
    } catch (RuntimeException | Error e) {
      failed.accept(new IllegalStateException("thread " + name + " ended", e));
    }
  }
}
