package io.scorestream.service.activity;

import io.scorestream.events.ServiceActivity;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.topics.Keys;
import java.time.Duration;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the activity topic what a service is doing, at most four times a second. Owned by one
 * thread. What it says is for people: it is not part of any transaction, and may be lost.
 */
public final class ActivityReporter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ActivityReporter.class);
  private static final long INTERVAL_NANOS = Duration.ofMillis(250).toNanos();

  /** How long work is held up while Kafka is gone. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Producer<String, SpecificRecord> producer;
  private final String topic;
  private final String service;
  private final String instance;
  private Activity last = Activity.waiting();
  private long lastNanos = System.nanoTime() - INTERVAL_NANOS;

  /**
   * @param service producer, trainer, sampler or evaluator
   * @param instance tells this process from others of the same service
   */
  public ActivityReporter(KafkaClients clients, String service, String instance) {
    this.producer = clients.producer(service + "-" + instance + "-activity", PATIENCE);
    this.topic = clients.topics().activity().name();
    this.service = service;
    this.instance = instance;
  }

  /** Says what is being done. A change of phase or the end of one is always sent. */
  public void report(Activity activity) {
    long now = System.nanoTime();
    if (activity.continues(last) && now - lastNanos < INTERVAL_NANOS) {
      return;
    }
    double rate = activity.continues(last) ? activity.rateSince(last, now - lastNanos) : 0;
    last = activity;
    lastNanos = now;
    Future<RecordMetadata> unawaited =
        producer.send(
            new ProducerRecord<>(topic, Keys.activity(service, instance), event(activity, rate)));
    LOG.trace("reported {}: {}", activity, unawaited);
  }

  /** Waits a second at most: a service ends soon, also when Kafka is gone. */
  @Override
  public void close() {
    producer.close(PATIENCE);
  }

  private ServiceActivity event(Activity activity, double rate) {
    return ServiceActivity.newBuilder()
        .setService(service)
        .setInstance(instance)
        .setRun(activity.run())
        .setPhase(activity.phase())
        .setMilestone(activity.milestone())
        .setDone(activity.done())
        .setTotal(activity.total())
        .setUnit(activity.unit())
        .setRate(rate)
        .setBehind(activity.behind())
        .build();
  }
}
