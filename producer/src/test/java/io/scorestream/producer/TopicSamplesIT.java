package io.scorestream.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.events.ColumnKind;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.SourceColumn;
import io.scorestream.events.SourceInfo;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.fixtures.RunningStack;
import io.scorestream.rows.Rows;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.SettingsLoader;
import io.scorestream.service.topics.NewTopics;
import io.scorestream.service.topics.SourcePlaces;
import io.scorestream.service.topics.TopicAdministration;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningStack.class)
class TopicSamplesIT {

  private static final int PARTITIONS = 3;

  private static EmbeddedStack stack;
  private static KafkaClients clients;

  @BeforeAll
  static void start(EmbeddedStack running) {
    Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    stack = running;
    clients =
        new KafkaClients(
            new ConnectionSettings(
                stack.bootstrapServers(),
                stack.registryUrl(),
                new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX),
                Map.of()));
    new TopicAdministration(clients).apply(new NewTopics(4, NewTopics.CLUSTER_DEFAULT));
  }

  @Test
  void producersKilledAtRandomMoments_loseNoRecordAndDoubleNone() throws Exception {
    int count = 60_000;
    create("orders");
    long seed = System.nanoTime();
    Random random = new Random(seed);
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(
            () -> write("orders", count, i -> bytes("{\"id\":" + i + ",\"pos\":{\"x\":0.5}}")));
    int killed = 0;
    for (int round = 0; round < 3; round++) {
      int before = samples("orders").size();
      Process producer = process("orders");
      await().until(() -> samples("orders").size() > before || !producer.isAlive());
      Thread.sleep(random.nextInt(400));
      killed += producer.isAlive() ? 1 : 0;
      producer.destroyForcibly().waitFor();
    }
    writing.join();
    assertThat(killed).as("seed %d", seed).isEqualTo(3);
    assertThat(samples("orders").size()).as("some are left to do").isLessThan(count);

    produce(Map.of("from.topic", "orders", "limit", String.valueOf(count)));

    assertThat(samples("orders").stream().mapToInt(sample -> (int) sample[0]).sorted().toArray())
        .as("seed %d", seed)
        .isEqualTo(IntStream.range(0, count).toArray());
  }

  @Test
  void avroJsonAndCsv_giveTheSameSamples() throws Exception {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Reading", "fields": [
                  {"name": "place", "type": "string"},
                  {"name": "values", "type": {"type": "array", "items": "double"}},
                  {"name": "open", "type": ["null", "boolean"], "default": null}]}""");
    @SuppressWarnings("unchecked")
    Serializer<Object> avro =
        Utils.newInstance("io.confluent.kafka.serializers.KafkaAvroSerializer", Serializer.class);
    avro.configure(Map.of("schema.registry.url", clients.connection().registryUrl()), false);
    write(
        create("readings-avro"),
        300,
        i ->
            requireNonNull(
                avro.serialize(
                    "readings-avro",
                    new GenericRecordBuilder(schema)
                        .set("place", "abc".substring(i % 3, i % 3 + 1))
                        .set("values", List.of(i / 4.0, -1.5))
                        .set("open", i % 2 == 0)
                        .build())));
    write(
        create("readings-json"),
        300,
        i ->
            bytes(
                "{\"place\":\"%s\",\"values\":[%s,-1.5],\"open\":%s}"
                    .formatted("abc".charAt(i % 3), i / 4.0, i % 2 == 0)));
    write(
        create("readings-csv"),
        300,
        i -> bytes("abc".charAt(i % 3) + "," + i / 4.0 + ",-1.5," + (i % 2 == 0 ? 1 : 0)));

    String fields = "place,values[0],open";
    produce(
        Map.of(
            "from.topic",
            "readings-avro",
            "limit",
            "300",
            "columns",
            fields,
            "source.id",
            "readings-avro"));
    produce(
        Map.of(
            "from.topic",
            "readings-json",
            "limit",
            "300",
            "columns",
            fields,
            "source.id",
            "readings-json"));
    produce(
        Map.of(
            "from.topic",
            "readings-csv",
            "limit",
            "300",
            "columns",
            "1,2,4",
            "source.id",
            "readings-csv"));

    List<String> json = sorted(samples("readings-json"));
    assertThat(json).hasSize(300).contains("[0.0, 0.0, 1.0]", "[1.0, 0.25, 0.0]");
    assertThat(sorted(samples("readings-avro"))).isEqualTo(json);
    assertThat(sorted(samples("readings-csv"))).isEqualTo(json);
    SourceInfo info = SourcePlaces.described(clients, "readings-avro").orElseThrow();
    assertThat(info.getColumns())
        .extracting(SourceColumn::getKind)
        .containsExactly(ColumnKind.CATEGORICAL, ColumnKind.CONTINUOUS, ColumnKind.BINARY);
    assertThat(info.getOrigin()).isEqualTo("topic readings-avro");
  }

  @Test
  void recordThatLacksAField_isRefusedWithItsPlace_orLeftOut() throws Exception {
    write(create("gaps"), 9, i -> bytes(i == 7 ? "{\"x\":null}" : "{\"x\":" + i + "}"));

    assertThatThrownBy(() -> produce(Map.of("from.topic", "gaps", "limit", "8")))
        .isInstanceOf(ScorestreamException.class)
        .hasMessageContaining("topic gaps has 1 missing cells")
        .hasMessageContaining("partition 1, offset 2")
        .extracting("reason")
        .isEqualTo(Reason.BAD_DATA);
    assertThat(samples("gaps")).isEmpty();

    produce(Map.of("from.topic", "gaps", "limit", "8", "missing", "drop"));

    assertThat(sorted(samples("gaps"))).hasSize(8).doesNotContain("[7.0]");
  }

  @Test
  void recordUnlikeTheFirst_endsTheStreamBehindThoseBeforeIt() throws Exception {
    write(create("shifts"), 20, i -> bytes("{\"x\":" + i % 2 + "}"));
    produce(Map.of("from.topic", "shifts", "limit", "20"));
    write("shifts", 3, i -> bytes("{\"x\":" + (i == 2 ? 5 : 1) + "}"));

    assertThatThrownBy(() -> produce(Map.of("from.topic", "shifts", "limit", "23")))
        .hasMessageContaining("kinds [BINARY] and not [INTEGER]");
    assertThat(samples("shifts")).hasSize(20);
  }

  @Test
  void kindsAreFound_inEveryPartition() throws Exception {
    write(create("unlike"), 30_000, i -> bytes("{\"x\":" + (i % PARTITIONS == 2 ? 0.5 : 1) + "}"));

    produce(Map.of("from.topic", "unlike", "limit", "30000"));

    assertThat(SourcePlaces.described(clients, "unlike").orElseThrow().getColumns())
        .extracting(SourceColumn::getKind)
        .containsExactly(ColumnKind.CONTINUOUS);
    assertThat(samples("unlike")).hasSize(30_000);
  }

  @Test
  void topicThatIsNotThere_isNamed() {
    assertThatThrownBy(() -> produce(Map.of("from.topic", "nowhere")))
        .hasMessageContaining("has no topic nowhere")
        .extracting("reason")
        .isEqualTo(Reason.NO_INPUT);
  }

  /** Its offset, which is a marker's, was waited for as if it were a record. */
  @Test
  void foreseen_ofATopicWhoseRecordsWereNotCommitted_hasNoInput() throws Exception {
    create("aborted");
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.bootstrapServers(), "transactional.id", "aborted"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("aborted", bytes("{\"x\":1}"))).get();
      producer.abortTransaction();
    }

    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () ->
            assertThatThrownBy(() -> service(Map.of("from.topic", "aborted")).foresee())
                .hasMessageContaining("topic aborted has no record yet")
                .extracting("reason")
                .isEqualTo(Reason.NO_INPUT));
  }

  private static Process process(String topic) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "--from-topic",
            topic,
            "--rate",
            "8000",
            "--bootstrap-servers",
            stack.bootstrapServers(),
            "--registry-url",
            stack.registryUrl())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void produce(Map<String, String> values) {
    service(values).run();
  }

  private static ProducerService service(Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put("bootstrap.servers", stack.bootstrapServers());
    all.put("registry.url", stack.registryUrl());
    return new ProducerService(
        ProducerSettings.of(new SettingsLoader(ProducerSettings.DECLARED).values(all).load()));
  }

  private static String create(String topic) throws Exception {
    try (Admin admin = clients.admin()) {
      admin
          .createTopics(List.of(new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())))
          .all()
          .get();
      // Written to before its leaders are known, a new topic may refuse what it has taken.
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      IntStream.range(0, PARTITIONS)
          .forEach(number -> ends.put(new TopicPartition(topic, number), OffsetSpec.latest()));
      await().ignoreExceptions().until(() -> admin.listOffsets(ends).all().get() != null);
    }
    return topic;
  }

  private static void write(String topic, int count, IntFunction<byte[]> value) {
    try (Producer<byte[], byte[]> producer = clients.rawProducer("writer-" + topic)) {
      for (int i = 0; i < count; i++) {
        var unused =
            producer.send(new ProducerRecord<>(topic, i % PARTITIONS, null, value.apply(i)));
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static List<String> sorted(List<float[]> samples) {
    return samples.stream().map(Arrays::toString).sorted().toList();
  }

  /** All samples of a source, having checked that their sequence numbers are contiguous. */
  private static List<float[]> samples(String source) {
    Topic topic = clients.topics().samples();
    EventReader<SampleBatch> reader =
        new EventReader<>(clients.connection(), topic, SampleBatch.class);
    List<float[]> samples = new ArrayList<>();
    TopicScan.all(
        clients,
        topic,
        record -> {
          if (source.equals(record.key())) {
            SampleBatch batch = requireNonNull(reader.read(record));
            assertThat(batch.getFirstSequence()).isEqualTo(samples.size());
            Rows rows = SampleBatches.samples(batch, batch.getDimension());
            IntStream.range(0, rows.count())
                .mapToObj(row -> rows.range(row, row + 1).numbers())
                .forEach(samples::add);
          }
        });
    return samples;
  }
}
