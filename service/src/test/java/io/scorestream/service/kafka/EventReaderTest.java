package io.scorestream.service.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.scorestream.events.DataType;
import io.scorestream.events.Metric;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.ServiceActivity;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.TopicCatalogue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventReaderTest {

  private static final ConnectionSettings CONNECTION =
      new ConnectionSettings("h:1", "mock://reader", new TopicCatalogue("t"), Map.of());
  private static final String TOPIC = CONNECTION.topics().samples().name();

  private final EventReader<SampleBatch> reader =
      new EventReader<>(CONNECTION, CONNECTION.topics().samples(), SampleBatch.class);

  @Test
  void event_comesBackAsItsClass() {
    SampleBatch batch = batch();
    byte[] bytes = EventFormat.<SampleBatch>serializer(CONNECTION).serialize(TOPIC, batch);
    assertThat(reader.read(record(bytes))).isEqualTo(batch);
  }

  @Test
  void tombstone_isNull() {
    assertThat(reader.read(record(null))).isNull();
  }

  @Test
  void text_isNamedByPlaceWithRemedy() {
    assertThatThrownBy(() -> reader.read(record("hello world".getBytes(UTF_8))))
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
  void readable_goesOnWithoutWhatIsNoEvent_butNotWithoutARegistry() {
    List<String> told = new ArrayList<>();
    SampleBatch batch = batch();
    byte[] bytes = EventFormat.<SampleBatch>serializer(CONNECTION).serialize(TOPIC, batch);

    assertThat(reader.readable(record(bytes), told::add)).contains(batch);
    assertThat(reader.readable(record(null), told::add)).isEmpty();
    assertThat(told).isEmpty();

    assertThat(reader.readable(record("hello world".getBytes(UTF_8)), told::add)).isEmpty();
    assertThat(told).singleElement().asString().contains("offset 42 is not an Avro SampleBatch");

    byte[] unknownSchema = {0, 0, 0, 9, 9, 1};
    assertThatThrownBy(() -> reader.readable(record(unknownSchema), told::add))
        .isInstanceOfSatisfying(
            ScorestreamException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CONFLICT));
    assertThat(told).hasSize(1);
  }

  @Test
  void recordLargerThanAnyEvent_isBadWithoutAQuestionToTheRegistry() {
    byte[] zeros = new byte[TopicCatalogue.MAX_RECORD_BYTES + 1];
    assertThatThrownBy(() -> reader.read(record(zeros)))
        .isInstanceOfSatisfying(
            ScorestreamException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_DATA))
        .hasMessageContaining("offset 42")
        .hasMessageContaining("33554433 bytes");
  }

  @Test
  void unknownSchemaId_isAnotherRegistryAndNoBadRecord() {
    assertThatThrownBy(() -> reader.read(record(new byte[] {0, 0, 0, 9, 9, 1})))
        .isInstanceOfSatisfying(
            ScorestreamException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CONFLICT))
        .hasMessageContaining("offset 42 cannot be read")
        .hasMessageContaining("does not know schema id 2313");
  }

  @ParameterizedTest
  @CsvSource({
    "401, REFUSED",
    "403, REFUSED",
    "404, CONFLICT",
    "408, UNAVAILABLE",
    "422, UNAVAILABLE",
    "429, UNAVAILABLE",
    "500, UNAVAILABLE",
    "503, UNAVAILABLE"
  })
  void registryThatDoesNotAnswerTheQuestion_saysNothingOfTheRecord(int status, Reason reason)
      throws IOException {
    HttpServer registry =
        registry(
            status,
            "{\"error_code\":" + status + ",\"message\":\"no\"}",
            new CopyOnWriteArrayList<>());
    try {
      ConnectionSettings connection = asking(registry, Map.of("max.retries", "0"));
      EventReader<SampleBatch> asking =
          new EventReader<>(connection, connection.topics().samples(), SampleBatch.class);
      assertThatThrownBy(() -> asking.read(record(new byte[] {0, 0, 0, 9, 9, 1})))
          .isInstanceOfSatisfying(
              ScorestreamException.class, e -> assertThat(e.reason()).isEqualTo(reason));
      assertThatThrownBy(
              () ->
                  EventFormat.<SampleBatch>serializer(connection)
                      .serialize(TOPIC, new RecordHeaders(), batch()))
          .isInstanceOfSatisfying(
              ScorestreamException.class,
              e -> assertThat(e.reason()).isNotEqualTo(Reason.BAD_DATA));
    } finally {
      registry.stop(0);
    }
  }

  @Test
  void schemaOfAnotherKind_isTheRecordsFaultAndNoOutage() throws IOException {
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer registry =
        registry(
            200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax = \\\"proto3\\\";\"}", asked);
    try {
      ConnectionSettings connection = asking(registry, Map.of("request.header.X-Tenant", "ours"));
      EventReader<SampleBatch> asking =
          new EventReader<>(connection, connection.topics().samples(), SampleBatch.class);
      assertThatThrownBy(() -> asking.read(record(new byte[] {0, 0, 0, 9, 9, 1})))
          .isInstanceOfSatisfying(
              ScorestreamException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_DATA))
          .hasMessageContaining("is not of Avro");
      assertThat(asked).isNotEmpty().containsOnly("ours");
    } finally {
      registry.stop(0);
    }
  }

  @Test
  void schemaNamedAsAClassThatIsNoEvent_isTheRecordsFault() throws Exception {
    SchemaRegistryClient registry = MockSchemaRegistry.getClientForScope("reader");
    int id =
        registry.register(
            "thread",
            new AvroSchema(
                "{\"type\":\"record\",\"name\":\"Thread\",\"namespace\":\"java.lang\",\"fields\":[]}"));
    byte[] bytes = ByteBuffer.allocate(5).put((byte) 0).putInt(id).array();
    assertThatThrownBy(() -> reader.read(record(bytes)))
        .isInstanceOfSatisfying(
            ScorestreamException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_DATA));
  }

  @Test
  void eventThatCannotBeWritten_isNoFaultOfTheRegistry() {
    SampleBatch batch = new SampleBatch();
    assertThatThrownBy(
            () ->
                EventFormat.<SampleBatch>serializer(CONNECTION)
                    .serialize(TOPIC, new RecordHeaders(), batch))
        .isNotInstanceOf(ScorestreamException.class);
  }

  @Test
  void schemaId_thatStandsForAnotherSchemaNow_isNotReadByIt() {
    RecordHeaders headers = new RecordHeaders();
    byte[] bytes =
        EventFormat.<SampleBatch>serializer(CONNECTION).serialize(TOPIC, headers, batch());
    ConsumerRecord<String, byte[]> written = record(bytes);
    headers.forEach(written.headers()::add);
    assertThat(reader.read(written)).isEqualTo(batch());

    byte[] other = EventFormat.<ServiceActivity>serializer(CONNECTION).serialize(TOPIC, activity());
    ConsumerRecord<String, byte[]> moved =
        record(
            ByteBuffer.allocate(bytes.length)
                .put(other, 0, 5)
                .put(bytes, 5, bytes.length - 5)
                .array());
    headers.forEach(moved.headers()::add);
    assertThatThrownBy(() -> reader.read(moved))
        .isInstanceOfSatisfying(
            ScorestreamException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CONFLICT))
        .hasMessageContaining("by which something else was written");
  }

  @Test
  void bytesAfterTheEvent_areNotPassedOver() {
    byte[] bytes = EventFormat.<SampleBatch>serializer(CONNECTION).serialize(TOPIC, batch());
    assertThatThrownBy(() -> reader.read(record(Arrays.copyOf(bytes, bytes.length + 1))))
        .hasMessageContaining("bytes follow its end");
    assertThatThrownBy(() -> reader.read(record(Arrays.copyOf(bytes, bytes.length - 1))))
        .isInstanceOfSatisfying(
            ScorestreamException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_DATA));
  }

  @Test
  void otherEvent_isNamed() {
    byte[] bytes = EventFormat.<ServiceActivity>serializer(CONNECTION).serialize(TOPIC, activity());
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

  /** A registry that gives one answer to all, and notes the tenants that ask. */
  private static HttpServer registry(int status, String answer, List<String> asked)
      throws IOException {
    HttpServer registry =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext(
        "/",
        exchange -> {
          asked.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Tenant")));
          byte[] body = answer.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    registry.start();
    return registry;
  }

  private static ConnectionSettings asking(HttpServer registry, Map<String, String> settings) {
    return new ConnectionSettings(
        "h:1",
        "http://127.0.0.1:" + registry.getAddress().getPort(),
        CONNECTION.topics(),
        settings);
  }

  private static SampleBatch batch() {
    return new SampleBatch("s", 0L, 1, 1, DataType.FLOAT32_LE, ByteBuffer.wrap(new byte[4]));
  }

  private static ServiceActivity activity() {
    return ServiceActivity.newBuilder()
        .setService("x")
        .setInstance("y")
        .setPhase("z")
        .setDone(0)
        .setTotal(0)
        .setUnit("")
        .setRate(0)
        .build();
  }

  private static ConsumerRecord<String, byte[]> record(byte @Nullable [] value) {
    return new ConsumerRecord<>(TOPIC, 0, 42, "s", value);
  }
}
