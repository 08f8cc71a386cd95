package io.scorestream.service.kafka;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * Metrics that a Kafka client keeps of itself, among a service's meters. Those that come with a
 * partition or a topic are looked for every few seconds, for all clients of a process on one
 * thread.
 */
final class ClientMeters implements AutoCloseable {

  private static final Duration REFRESH = Duration.ofSeconds(10);

  private static final Refreshing REFRESHING = new Refreshing();

  private final KafkaClientMetrics metrics;
  private final ScheduledFuture<?> refreshing;

  private ClientMeters(KafkaClientMetrics metrics, ScheduledFuture<?> refreshing) {
    this.metrics = metrics;
    this.refreshing = refreshing;
  }

  static ClientMeters of(Consumer<?, ?> consumer, MeterRegistry registry) {
    return bound(new KafkaClientMetrics(consumer, Tags.empty(), REFRESHING, REFRESH), registry);
  }

  static ClientMeters of(Producer<?, ?> producer, MeterRegistry registry) {
    return bound(new KafkaClientMetrics(producer, Tags.empty(), REFRESHING, REFRESH), registry);
  }

  @Override
  public void close() {
    refreshing.cancel(false);
    metrics.close();
  }

  private static ClientMeters bound(KafkaClientMetrics metrics, MeterRegistry registry) {
    synchronized (REFRESHING) {
      metrics.bindTo(registry);
      return new ClientMeters(metrics, REFRESHING.newest());
    }
  }

  /**
   * The thread. Micrometer never ends what it has scheduled on an executor that it was given, so
   * that this one says what was scheduled last. Guarded by itself.
   */
  private static final class Refreshing extends ScheduledThreadPoolExecutor {

    private @Nullable ScheduledFuture<?> newest;

    Refreshing() {
      super(
          1,
          work -> {
            Thread thread = new Thread(work, "kafka-client-meters");
            thread.setDaemon(true);
            return thread;
          });
      setRemoveOnCancelPolicy(true);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(
        Runnable work, long delay, long period, TimeUnit unit) {
      newest = super.scheduleAtFixedRate(work, delay, period, unit);
      return newest;
    }

    ScheduledFuture<?> newest() {
      return requireNonNull(newest);
    }
  }
}
