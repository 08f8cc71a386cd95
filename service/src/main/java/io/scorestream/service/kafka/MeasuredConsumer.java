package io.scorestream.service.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A consumer whose own metrics are among the service's meters for as long as it is open. */
final class MeasuredConsumer extends KafkaConsumer<String, byte[]> {

  private final ClientMeters clientMeters;

  MeasuredConsumer(Map<String, Object> config, MeterRegistry registry) {
    super(config, new StringDeserializer(), new ByteArrayDeserializer());
    this.clientMeters = ClientMeters.of(this, registry);
  }

  @Override
  public void close() {
    clientMeters.close();
    super.close();
  }

  @Override
  @Deprecated
  public void close(Duration timeout) {
    clientMeters.close();
    super.close(timeout);
  }

  @Override
  public void close(CloseOptions option) {
    clientMeters.close();
    super.close(option);
  }
}
