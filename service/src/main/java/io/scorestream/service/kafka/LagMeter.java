package io.scorestream.service.kafka;

import io.scorestream.service.metrics.Meters;
import io.scorestream.service.metrics.ServiceMeters;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells how many records of its topics a consumer has not dealt with, as far as it knows of them.
 * Owned by the consumer's thread.
 */
public final class LagMeter {

  private final Consumer<?, ?> consumer;
  private final Meters meters;
  private final Map<String, Long> waiting = new HashMap<>();

  /**
   * @param consumer whose lag it is
   */
  public LagMeter(Consumer<?, ?> consumer, Meters meters) {
    this.consumer = consumer;
    this.meters = meters;
  }

  /** All that was polled is dealt with. */
  public void measure() {
    waiting.replaceAll((topic, before) -> 0L);
    for (TopicPartition partition : consumer.assignment()) {
      OptionalLong behind = consumer.currentLag(partition);
      behind.ifPresent(records -> waiting.merge(partition.topic(), records, Long::sum));
    }
    waiting.forEach((topic, records) -> meters.set(ServiceMeters.LAG, records, topic));
  }

  /** What was polled is yet to be dealt with, one by one. */
  public void polled(ConsumerRecords<?, ?> records) {
    measure();
    for (TopicPartition partition : records.partitions()) {
      waiting.merge(partition.topic(), (long) records.records(partition).size(), Long::sum);
    }
    waiting.forEach((topic, count) -> meters.set(ServiceMeters.LAG, count, topic));
  }

  /** One of the records that were polled is dealt with. */
  public void dealtWith(ConsumerRecord<?, ?> record) {
    meters.set(ServiceMeters.LAG, waiting.merge(record.topic(), -1L, Long::sum), record.topic());
  }
}
