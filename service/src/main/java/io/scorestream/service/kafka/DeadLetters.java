package io.scorestream.service.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.metrics.Meters;
import io.scorestream.service.metrics.ServiceMeters;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Keeps records that cannot be read, byte for byte, on the dead-letters topic. Owned by one thread.
 */
final class DeadLetters implements AutoCloseable {

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final String service;
  private final Meters meters;

  /**
   * @param service who keeps the record, for its header
   */
  DeadLetters(KafkaClients clients, String service) {
    this.producer = clients.rawProducer(service + "-dead-letters");
    this.topic = clients.topics().deadLetters().name();
    this.service = service;
    this.meters = clients.meters();
  }

  /** Writes the record with where it came from and why, and returns when Kafka has it. */
  void keep(ConsumerRecord<String, byte[]> record, ScorestreamException why) {
    byte[] key = record.key() == null ? null : record.key().getBytes(UTF_8);
    ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(topic, key, record.value());
    record.headers().forEach(letter.headers()::add);
    Map.of(
            "scorestream.topic", record.topic(),
            "scorestream.partition", String.valueOf(record.partition()),
            "scorestream.offset", String.valueOf(record.offset()),
            "scorestream.service", service,
            "scorestream.reason", why.getMessage())
        .forEach((name, value) -> letter.headers().add(name, value.getBytes(UTF_8)));
    try {
      producer.send(letter).get();
      meters.count(ServiceMeters.DEAD_LETTERS, 1);
    } catch (ExecutionException e) {
      throw new ScorestreamException(
          Reason.UNAVAILABLE,
          EventReader.place(record) + " could not be kept on " + topic,
          "mend Kafka and start again; nothing was passed over",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while keeping a dead letter", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
