package io.scorestream.service.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Records of every kind that were changed at random: each is read, or is bad data by name. Nothing
 * that a record says of itself, such as a length of two billion, costs more than the record has.
 */
class FuzzedRecordsTest {

  private static final ConnectionSettings CONNECTION =
      new ConnectionSettings("h:1", "mock://fuzz", new TopicCatalogue("t"), Map.of());
  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 700);

  /** That reading one of these small records may take, with its exception, in bytes. */
  private static final long MOST_MEMORY = 4 << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final long SEED = Long.getLong("fuzz.seed", 1);

  static Stream<Topic> topics() {
    return CONNECTION.topics().all().stream().filter(topic -> topic.valueType() != null);
  }

  @ParameterizedTest
  @MethodSource("topics")
  void record_thatWasChanged_isReadOrNamed(Topic of) throws Exception {
    Class<? extends SpecificRecord> type = requireNonNull(of.valueType());
    Schema schema = type.getDeclaredConstructor().newInstance().getSchema();
    String topic = of.name();
    int id =
        MockSchemaRegistry.getClientForScope("fuzz")
            .register(topic + "-value", new AvroSchema(schema));
    EventReader<? extends SpecificRecord> reader = new EventReader<>(CONNECTION, of, type);
    Random random = new Random(SEED);
    int named = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = changed(record(schema, id, random), random);
      long before = THREADS.getCurrentThreadAllocatedBytes();
      try {
        reader.read(new ConsumerRecord<>(topic, 0, round, "key", bytes));
      } catch (ScorestreamException e) {
        assertThat(e.reason()).as("round %s: %s", round, e.getMessage()).isEqualTo(Reason.BAD_DATA);
        assertThat(e.getMessage()).contains("offset " + round);
        named++;
      } catch (RuntimeException | OutOfMemoryError e) {
        throw new AssertionError(
            "round %s of seed %s, %s bytes: %s".formatted(round, SEED, bytes.length, e), e);
      }
      assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
          .as("memory that %s bytes took, round %s of seed %s", bytes.length, round, SEED)
          .isLessThan(MOST_MEMORY);
    }
    assertThat(named).as("records that are named as bad").isGreaterThan(ROUNDS / 4);
  }

  private static byte[] record(Schema schema, int id, Random random) throws IOException {
    Object datum = new RandomData(schema, 1, random.nextLong()).iterator().next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0);
    out.write(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<>(schema).write(datum, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  /** Its body: what wrote it is the registry's to say. */
  private static byte[] changed(byte[] bytes, Random random) {
    int from = 1 + Integer.BYTES;
    int body = bytes.length - from;
    if (body == 0) {
      return bytes;
    }
    int at = from + random.nextInt(body);
    switch (random.nextInt(5)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 2 -> {
        // The length of something, as large as a number can say.
        for (int i = at; i < Math.min(bytes.length, at + 4); i++) {
          bytes[i] = (byte) 0xff;
        }
        bytes[Math.min(bytes.length - 1, at + 4)] = (byte) (0x0e + random.nextInt(2));
      }
      case 3 -> {
        for (int i = 0; i < 1 + random.nextInt(8); i++) {
          bytes[from + random.nextInt(body)] = (byte) random.nextInt();
        }
      }
      default -> {
        return Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(16));
      }
    }
    return bytes;
  }
}
