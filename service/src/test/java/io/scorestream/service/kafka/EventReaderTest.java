package io.scorestream.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.events.DataType;
import io.scorestream.events.Metric;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.ServiceActivity;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.TopicCatalogue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventReaderTest {

  private static final ConnectionSettings CONNECTION =
      new ConnectionSettings("h:1", "mock://reader", new TopicCatalogue("t"), Map.of());
  private static final String TOPIC = CONNECTION.topics().samples().name();

  private final EventReader<SampleBatch> reader =
      new EventReader<>(CONNECTION, CONNECTION.topics().samples(), SampleBatch.class);

  @Test
  void event_comesBackAsItsClass() {
    SampleBatch batch =
        new SampleBatch("s", 0L, 1, 1, DataType.FLOAT32_LE, ByteBuffer.wrap(new byte[4]));
    byte[] bytes = EventFormat.<SampleBatch>serializer(CONNECTION).serialize(TOPIC, batch);
    assertThat(reader.read(record(bytes))).isEqualTo(batch);
  }

  @Test
  void tombstone_isNull() {
    assertThat(reader.read(record(null))).isNull();
  }

  @Test
  void text_isNamedByPlaceWithRemedy() {
    assertThatThrownBy(() -> reader.read(record("hello world".getBytes(StandardCharsets.UTF_8))))
        .isInstanceOfSatisfying(
            ScorestreamException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.BAD_DATA);
              assertThat(e.remedy()).contains("on.bad.record=skip");
            })
        .hasMessageContaining(
            "topic t.samples.v1, partition 0, offset 42 is not an Avro SampleBatch");
  }

  @Test
  void unknownSchemaId_isBadDataAndNotAnOutage() {
    assertThatThrownBy(() -> reader.read(record(new byte[] {0, 0, 0, 9, 9, 1})))
        .isInstanceOfSatisfying(
            ScorestreamException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_DATA));
  }

  @Test
  void otherEvent_isNamed() {
    ServiceActivity other =
        ServiceActivity.newBuilder()
            .setService("x")
            .setInstance("y")
            .setPhase("z")
            .setDone(0)
            .setTotal(0)
            .setUnit("")
            .setRate(0)
            .build();
    byte[] bytes = EventFormat.<ServiceActivity>serializer(CONNECTION).serialize(TOPIC, other);
    assertThatThrownBy(() -> reader.read(record(bytes)))
        .hasMessageContaining("it holds io.scorestream.events.ServiceActivity");
  }

  @Test
  void registryThatIsNotThere_isAnOutage() {
    ConnectionSettings dead =
        new ConnectionSettings("h:1", "http://127.0.0.1:1", CONNECTION.topics(), Map.of());
    EventReader<SampleBatch> asking =
        new EventReader<>(dead, dead.topics().samples(), SampleBatch.class);
    assertThatThrownBy(() -> asking.read(record(new byte[] {0, 0, 0, 9, 9, 1})))
        .isInstanceOfSatisfying(
            ScorestreamException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE))
        .hasMessageContaining("http://127.0.0.1:1 does not answer");
  }

  @Test
  void reader_ofAnotherTopicsClassIsRefused() {
    assertThatThrownBy(
            () -> new EventReader<>(CONNECTION, CONNECTION.topics().samples(), Metric.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ConsumerRecord<String, byte[]> record(byte @Nullable [] value) {
    return new ConsumerRecord<>(TOPIC, 0, 42, "s", value);
  }
}
