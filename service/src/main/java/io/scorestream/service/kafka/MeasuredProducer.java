package io.scorestream.service.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.Serializer;

/** A producer whose own metrics are among the service's meters for as long as it is open. */
final class MeasuredProducer<K, V> extends KafkaProducer<K, V> {

  private final ClientMeters clientMeters;

  MeasuredProducer(
      Map<String, Object> config,
      Serializer<K> keys,
      Serializer<V> values,
      MeterRegistry registry) {
    super(config, keys, values);
    this.clientMeters = ClientMeters.of(this, registry);
  }

  @Override
  public void close(Duration timeout) {
    clientMeters.close();
    super.close(timeout);
  }
}
