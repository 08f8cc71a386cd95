package io.scorestream.service.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.Serializer;

/** A producer whose own metrics are among the service's meters for as long as it is open. */
final class MeasuredProducer<K, V> extends KafkaProducer<K, V> {

  private ClientMeters clientMeters;

  private MeasuredProducer(Map<String, Object> config, Serializer<K> keys, Serializer<V> values) {
    super(config, keys, values);
  }

  static <K, V> MeasuredProducer<K, V> of(
      Map<String, Object> config,
      Serializer<K> keys,
      Serializer<V> values,
      MeterRegistry registry) {
    MeasuredProducer<K, V> producer = new MeasuredProducer<>(config, keys, values);
    producer.clientMeters = ClientMeters.of(producer, registry);
    return producer;
  }

  @Override
  public void close(Duration timeout) {
    clientMeters.close();
    super.close(timeout);
  }
}
