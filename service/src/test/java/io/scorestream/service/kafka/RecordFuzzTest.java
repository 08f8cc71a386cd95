package io.scorestream.service.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Bytes behind the id of a schema that is registered, whatever they are, make a record or are bad
 * data by name. A build tries the corpus that is kept beside this test; {@code JAZZER_FUZZ=1} looks
 * for further bytes that take another way through the code.
 */
class RecordFuzzTest {

  private static final String SCOPE = "fuzzed";
  private static final List<Read> READS = reads();

  /** What the registry calls a topic's schema, and who reads its records. */
  private record Read(String topic, int schema, EventReader<? extends SpecificRecord> reader) {}

  @FuzzTest(maxDuration = "10m")
  void anyBytes_makeARecord_orAreBadDataByName(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    Read read = READS.get(Byte.toUnsignedInt(bytes[0]) % READS.size());
    byte[] value =
        ByteBuffer.allocate(Integer.BYTES + bytes.length)
            .put((byte) 0)
            .putInt(read.schema())
            .put(bytes, 1, bytes.length - 1)
            .array();
    try {
      read.reader().read(new ConsumerRecord<>(read.topic(), 3, 17, "key", value));
    } catch (ScorestreamException e) {
      assertThat(e.reason()).isEqualTo(Reason.BAD_DATA);
      assertThat(e).hasMessageContainingAll(read.topic(), "partition 3", "offset 17");
    }
  }

  private static List<Read> reads() {
    TopicCatalogue catalogue = new TopicCatalogue("t");
    ConnectionSettings connection =
        new ConnectionSettings("h:1", "mock://" + SCOPE, catalogue, Map.of());
    return catalogue.all().stream()
        .filter(topic -> topic.valueType() != null)
        .map(topic -> read(connection, topic))
        .toList();
  }

  private static Read read(ConnectionSettings connection, Topic topic) {
    Class<? extends SpecificRecord> type = requireNonNull(topic.valueType());
    try {
      AvroSchema schema = new AvroSchema(type.getDeclaredConstructor().newInstance().getSchema());
      int id =
          MockSchemaRegistry.getClientForScope(SCOPE).register(topic.name() + "-value", schema);
      return new Read(topic.name(), id, new EventReader<>(connection, topic, type));
    } catch (Exception e) {
      throw new AssertionError(topic.name(), e);
    }
  }
}
