package io.scorestream.service.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * Metrics that a Kafka client keeps of itself, among a service's meters. Those that come with a
 * partition or a topic are looked for every few seconds, on a thread that ends with the client.
 */
final class ClientMeters implements AutoCloseable {

  private static final Duration REFRESH = Duration.ofSeconds(10);

  private final KafkaClientMetrics metrics;
  private final ScheduledExecutorService thread;

  private ClientMeters(KafkaClientMetrics metrics, ScheduledExecutorService thread) {
    this.metrics = metrics;
    this.thread = thread;
  }

  static ClientMeters of(Consumer<?, ?> consumer, MeterRegistry registry) {
    ScheduledExecutorService thread = thread();
    return bound(new KafkaClientMetrics(consumer, Tags.empty(), thread, REFRESH), thread, registry);
  }

  static ClientMeters of(Producer<?, ?> producer, MeterRegistry registry) {
    ScheduledExecutorService thread = thread();
    return bound(new KafkaClientMetrics(producer, Tags.empty(), thread, REFRESH), thread, registry);
  }

  @Override
  public void close() {
    thread.shutdownNow();
    metrics.close();
  }

  private static ClientMeters bound(
      KafkaClientMetrics metrics, ScheduledExecutorService thread, MeterRegistry registry) {
    metrics.bindTo(registry);
    return new ClientMeters(metrics, thread);
  }

  private static ScheduledExecutorService thread() {
    return Executors.newSingleThreadScheduledExecutor(
        work -> {
          Thread thread = new Thread(work, "kafka-client-meters");
          thread.setDaemon(true);
          return thread;
        });
  }
}
