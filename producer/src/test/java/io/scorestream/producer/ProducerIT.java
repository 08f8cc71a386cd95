package io.scorestream.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.embedded.StackPorts;
import io.scorestream.events.ColumnKind;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.SourceColumn;
import io.scorestream.events.SourceInfo;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.fixtures.RunningStack;
import io.scorestream.ingest.LawSource;
import io.scorestream.rows.Rows;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.SettingsLoader;
import io.scorestream.service.topics.NewTopics;
import io.scorestream.service.topics.SourceEnd;
import io.scorestream.service.topics.SourcePlaces;
import io.scorestream.service.topics.TopicAdministration;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@ExtendWith(RunningStack.class)
class ProducerIT {

  private static final Map<String, String> IMPATIENT =
      Map.of(
          "kafka.delivery.timeout.ms", "3000",
          "kafka.request.timeout.ms", "1000");

  @TempDir static Path folder;

  private static EmbeddedStack stack;

  @BeforeAll
  static void start(EmbeddedStack running) {
    Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    stack = running;
    new TopicAdministration(clients(TopicCatalogue.DEFAULT_PREFIX))
        .apply(new NewTopics(4, NewTopics.CLUSTER_DEFAULT));
  }

  @Test
  void run_stoppedInTheMiddleAndStartedAgain_givesTheBitsOfOneUndisturbedRun() {
    Map<String, String> settings =
        Map.of("law", "mixture", "seed", "9", "source.id", "stopped", "limit", "20000");
    for (int round = 1; round <= 2; round++) {
      Map<String, String> slow = new HashMap<>(settings);
      slow.put("rate", "2000");
      ProducerService service = service(slow);
      CompletableFuture<Void> running = CompletableFuture.runAsync(service::run);
      int enough = 1_000 * round;
      await().until(() -> samples("stopped").length >= enough * 2);
      service.stop();
      running.join();
    }
    assertThat(samples("stopped").length).isLessThan(20_000 * 2);

    service(settings).run();

    assertThat(samples("stopped")).isEqualTo(new LawSource("mixture", 9).read(0, 20_000).numbers());
    service(settings).run();
    assertThat(samples("stopped")).hasSize(20_000 * 2);
  }

  @Test
  void run_toldToStay_sendsAllAndEndsWhenStopped() throws Exception {
    ProducerService service =
        service(Map.of("law", "ring", "source.id", "stays", "limit", "300", "stay", "true"));
    CompletableFuture<Void> running = CompletableFuture.runAsync(service::run);
    await().until(() -> samples("stays").length == 300 * 2);
    assertThatThrownBy(() -> running.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);

    service.stop();

    assertThatCode(() -> running.get(25, TimeUnit.SECONDS)).doesNotThrowAnyException();
  }

  @Test
  void run_betweenOtherSources_goesOnWhereItsOwnEnds() {
    produce(Map.of("law", "ring", "source.id", "first", "limit", "100", "batch.samples", "64"));
    produce(
        Map.of("law", "gaussian", "source.id", "second", "limit", "5000", "batch.samples", "7"));
    produce(Map.of("law", "ring", "source.id", "first", "limit", "300"));
    produce(Map.of("law", "gaussian", "source.id", "second", "limit", "5003"));

    assertThat(samples("first")).isEqualTo(new LawSource("ring", 1).read(0, 300).numbers());
    assertThat(samples("second")).isEqualTo(new LawSource("gaussian", 1).read(0, 5003).numbers());
  }

  @Test
  void run_afterARecordThatIsNotAvro_passesOverIt() throws Exception {
    produce(Map.of("law", "ring", "source.id", "spoilt", "limit", "10"));
    KafkaClients clients = clients(TopicCatalogue.DEFAULT_PREFIX);
    try (Producer<byte[], byte[]> raw = clients.rawProducer("spoiler")) {
      raw.send(
              new ProducerRecord<>(
                  clients.topics().samples().name(),
                  "spoilt".getBytes(UTF_8),
                  "hello".getBytes(UTF_8)))
          .get();
    }

    produce(Map.of("law", "ring", "source.id", "spoilt", "limit", "20"));

    assertThat(samples("spoilt")).isEqualTo(new LawSource("ring", 1).read(0, 20).numbers());
  }

  /** Whoever wrote it: what lies between would be missing for good. */
  @Test
  void run_afterANumberFarAhead_goesOnWhereItsOwnEnds() throws Exception {
    produce(Map.of("law", "ring", "source.id", "leapt", "limit", "10"));
    KafkaClients clients = clients(TopicCatalogue.DEFAULT_PREFIX);
    int partition = SourcePlaces.partition(clients, "leapt");
    try (Producer<String, SpecificRecord> other = clients.producer("other")) {
      SampleBatch ahead = SampleBatches.batch("leapt", 1L << 40, Rows.zeros(3, 2));
      String topic = clients.topics().samples().name();
      other.send(new ProducerRecord<>(topic, partition, "leapt", ahead)).get();
    }
    assertThat(SourceEnd.sent(clients, "leapt")).isEqualTo(10);

    produce(Map.of("law", "ring", "source.id", "leapt", "limit", "30"));

    assertThat(SourceEnd.find(clients, "leapt", partition))
        .hasValueSatisfying(last -> assertThat(last.getFirstSequence()).isEqualTo(10));
    assertThat(SourceEnd.sent(clients, "leapt")).isEqualTo(30);
  }

  @Test
  void run_ofFileThatGrew_sendsTheNewRows() throws IOException {
    Path file = Files.writeString(folder.resolve("grows.csv"), "x,y\n1,2\n3,4\n");
    Map<String, String> settings = Map.of("data", file.toString());
    produce(settings);
    assertThat(samples("grows")).containsExactly(1, 2, 3, 4);

    Files.writeString(file, "x,y\n1,2\n3,4\n5,6\n");
    produce(settings);

    assertThat(samples("grows")).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void run_ofFileThatGrew_staysWithItsDescription() throws IOException {
    Path file = Files.writeString(folder.resolve("clock.csv"), clock(100));
    Map<String, String> settings = Map.of("data", file.toString());
    produce(settings);
    float[] before = samples("clock");

    Files.writeString(file, clock(200));
    produce(settings);

    SourceColumn time =
        SourcePlaces.described(clients(TopicCatalogue.DEFAULT_PREFIX), "clock")
            .orElseThrow()
            .getColumns()
            .get(0);
    assertThat(samples("clock")).startsWith(before).hasSize(400);
    assertThat(time.getOffset() + samples("clock")[398]).isEqualTo(1_700_000_199.0);
    Files.writeString(file, clock(200) + "1700000200,0.5\n");
    assertThatThrownBy(() -> produce(settings))
        .hasMessageContaining("kinds [INTEGER, INTEGER] and not [INTEGER, CONTINUOUS]")
        .hasMessageContaining("nothing was sent");
  }

  private static String clock(int rows) {
    return IntStream.range(0, rows)
        .mapToObj(i -> 1_700_000_000 + i + "," + i % 7 + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void run_ofANamedPipe_sendsWhatComesThroughIt() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    CompletableFuture<Void> running =
        CompletableFuture.runAsync(() -> produce(Map.of("data", pipe.toString())));
    Files.writeString(pipe, "1,2\n3,4\n");
    running.get(1, TimeUnit.MINUTES);

    assertThat(samples("pipe")).containsExactly(1, 2, 3, 4);
  }

  @Test
  void run_ofStandardInput_sendsItsRows() {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream("x\n1\n2\n".getBytes(UTF_8)));
    try {
      produce(Map.of("data", "-"));
    } finally {
      System.setIn(before);
    }

    assertThat(samples("stdin")).containsExactly(1, 2);
  }

  @Test
  void run_ofChangedFile_isRefusedAndSendsNothing() throws IOException {
    Path file = folder.resolve("changes.txt");
    Files.writeString(file, lines(100));
    produce(Map.of("data", file.toString()));
    Files.writeString(file, lines(100).replace("\n99\n", "\n98\n") + "100\n");

    assertThatThrownBy(() -> produce(Map.of("data", file.toString())))
        .isInstanceOf(ScorestreamException.class)
        .hasMessageContaining("sample 99 of source changes")
        .extracting("reason")
        .isEqualTo(Reason.CONFLICT);
    assertThat(samples("changes")).hasSize(100);
  }

  @Test
  void run_ofOneSourceWithAnotherSeed_isRefused() {
    Map<String, String> settings = new HashMap<>();
    settings.putAll(Map.of("law", "two-modes", "source.id", "seeded", "limit", "50"));
    produce(settings);
    settings.putAll(Map.of("limit", "60", "seed", "2"));

    assertThatThrownBy(() -> produce(settings))
        .hasMessageContaining("law two-modes with seed 2")
        .hasMessageContaining("nothing was sent");
    assertThat(samples("seeded")).hasSize(50 * 8);
  }

  @Test
  void run_ofOtherColumns_isRefusedByTheDescription_andSendsNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("table.csv"), "x,y,z\n1,2,3\n4,5,6\n");
    produce(Map.of("data", file.toString(), "columns", "x,y", "source.id", "described"));

    assertThatThrownBy(
            () ->
                produce(
                    Map.of("data", file.toString(), "columns", "y,z", "source.id", "described")))
        .isInstanceOf(ScorestreamException.class)
        .hasMessageContaining("columns [x, y] and not [y, z]")
        .hasMessageContaining("nothing was sent")
        .extracting("reason")
        .isEqualTo(Reason.CONFLICT);
    assertThat(samples("described")).containsExactly(1, 2, 4, 5);
    SourceInfo described =
        SourcePlaces.described(clients(TopicCatalogue.DEFAULT_PREFIX), "described").orElseThrow();
    assertThat(described.getDimension()).isEqualTo(2);
    assertThat(described.getColumns()).extracting(SourceColumn::getName).containsExactly("x", "y");
    assertThat(described.getColumns())
        .extracting(SourceColumn::getKind)
        .containsOnly(ColumnKind.INTEGER);
    assertThat(described.getOrigin()).contains("table.csv");
  }

  @Test
  void source_staysInItsPartition_alsoWhenPartitionsAreAdded() throws Exception {
    KafkaClients clients = clients("wide");
    new TopicAdministration(clients).apply(new NewTopics(12, NewTopics.CLUSTER_DEFAULT));
    Map<String, String> ring =
        Map.of("law", "ring", "source.id", "a", "limit", "300", "topic.prefix", "wide");
    Map<String, String> mixture =
        Map.of("law", "mixture", "source.id", "b", "limit", "200", "topic.prefix", "wide");
    produce(ring);
    produce(mixture);
    Map<String, Integer> began = places(clients);
    assertThat(began.get("a")).isNotEqualTo(began.get("b"));

    String samples = clients.topics().samples().name();
    try (Admin admin = clients.admin()) {
      admin.createPartitions(Map.of(samples, NewPartitions.increaseTo(29))).all().get();
    }
    await().until(() -> clients("wide").partitions(clients.topics().samples()) == 29);
    assertThat(SourcePlaces.initial("a", 29)).isNotEqualTo(began.get("a"));
    Map<String, String> further = new HashMap<>(ring);
    further.put("limit", "500");
    produce(further);
    produce(mixture);

    assertThat(places(clients("wide"))).isEqualTo(began);
    assertThat(samples(clients("wide"), "a"))
        .isEqualTo(new LawSource("ring", 1).read(0, 500).numbers());
    assertThat(samples(clients("wide"), "b"))
        .isEqualTo(new LawSource("mixture", 1).read(0, 200).numbers());
  }

  /** The one partition of each source. */
  private static Map<String, Integer> places(KafkaClients clients) {
    Map<String, Integer> places = new HashMap<>();
    TopicScan.all(
        clients,
        clients.topics().samples(),
        record -> {
          Integer other = places.put(record.key(), record.partition());
          assertThat(other).isIn(null, record.partition());
        });
    return places;
  }

  @Test
  void run_withAnotherSeedAndNoSourceId_isAnotherSource() {
    produce(Map.of("law", "two-modes", "limit", "50"));
    produce(Map.of("law", "two-modes", "limit", "60", "seed", "2"));

    assertThat(samples("two-modes-1"))
        .isEqualTo(new LawSource("two-modes", 1).read(0, 50).numbers());
    assertThat(samples("two-modes-2"))
        .isEqualTo(new LawSource("two-modes", 2).read(0, 60).numbers());
  }

  @Test
  void run_withoutTopics_namesThemAndTheRemedy() {
    assertThatThrownBy(() -> produce(Map.of("law", "ring", "topic.prefix", "elsewhere")))
        .isInstanceOf(ScorestreamException.class)
        .hasMessageContaining("elsewhere.samples.v1")
        .extracting("remedy")
        .asString()
        .contains("scorestream topics apply");
  }

  @Test
  void produce_withoutKafka_endsWithOneClearMessage() {
    assertUnavailable(
        "Kafka at 127.0.0.1:1 does not answer",
        "--bootstrap-servers",
        "127.0.0.1:1",
        "--registry-url",
        stack.registryUrl());
  }

  @Test
  void produce_withoutRegistry_endsWithOneClearMessage() {
    assertUnavailable(
        "the schema registry at http://127.0.0.1:1 does not answer",
        "--bootstrap-servers",
        stack.bootstrapServers(),
        "--registry-url",
        "http://127.0.0.1:1");
  }

  @Test
  void run_whenTheBrokerDies_failsOrStopsAndGoesOnAtItsReturn() {
    Path own = folder.resolve("dying");
    Map<String, String> settings = new HashMap<>(IMPATIENT);
    settings.putAll(Map.of("law", "mixture", "limit", "30000"));
    CompletableFuture<Void> failing;
    CompletableFuture<Void> stopping;
    ProducerService stopped;
    try (EmbeddedStack dying = EmbeddedStack.start(own, StackPorts.FREE)) {
      new TopicAdministration(clients(dying, TopicCatalogue.DEFAULT_PREFIX))
          .apply(new NewTopics(4, NewTopics.CLUSTER_DEFAULT));
      Map<String, String> slow = new HashMap<>(settings);
      slow.put("rate", "1000");
      failing = CompletableFuture.runAsync(service(dying, slow)::run);
      stopped = service(dying, Map.of("law", "ring", "limit", "30000", "rate", "1000"));
      stopping = CompletableFuture.runAsync(stopped::run);
      await().until(() -> samples(dying, "mixture-1").length > 1_000);
      await().until(() -> samples(dying, "ring-1").length > 1_000);
    }
    assertThatThrownBy(failing::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(ScorestreamException.class)
        .hasMessageContaining("could not be sent");
    stopped.stop();
    assertThatCode(() -> stopping.get(25, TimeUnit.SECONDS)).doesNotThrowAnyException();

    try (EmbeddedStack back = EmbeddedStack.start(own, StackPorts.FREE)) {
      service(back, settings).run();
      service(back, Map.of("law", "ring", "limit", "30000")).run();

      assertThat(samples(back, "mixture-1"))
          .isEqualTo(new LawSource("mixture", 1).read(0, 30_000).numbers());
      assertThat(samples(back, "ring-1"))
          .isEqualTo(new LawSource("ring", 1).read(0, 30_000).numbers());
    }
  }

  private static void assertUnavailable(String message, String... where) {
    StringWriter err = new StringWriter();
    CommandLine command = Main.command().commandLine(Map.of()).setErr(new PrintWriter(err, true));
    List<String> arguments = new ArrayList<>(List.of("--law", "ring"));
    arguments.addAll(Arrays.asList(where));

    assertThat(command.execute(arguments.toArray(String[]::new)))
        .isEqualTo(Reason.UNAVAILABLE.exitCode());
    assertThat(err.toString()).contains(message).contains("->").doesNotContain("\tat ");
  }

  private static String lines(int count) {
    return IntStream.range(0, count).mapToObj(i -> i + "\n").collect(Collectors.joining());
  }

  private static void produce(Map<String, String> values) {
    service(values).run();
  }

  private static ProducerService service(Map<String, String> values) {
    return service(stack, values);
  }

  private static ProducerService service(EmbeddedStack stack, Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put("bootstrap.servers", stack.bootstrapServers());
    all.put("registry.url", stack.registryUrl());
    return new ProducerService(
        ProducerSettings.of(new SettingsLoader(ProducerSettings.DECLARED).values(all).load()));
  }

  private static KafkaClients clients(String prefix) {
    return clients(stack, prefix);
  }

  private static KafkaClients clients(EmbeddedStack stack, String prefix) {
    return new KafkaClients(
        new ConnectionSettings(
            stack.bootstrapServers(), stack.registryUrl(), new TopicCatalogue(prefix), Map.of()));
  }

  private static float[] samples(String source) {
    return samples(stack, source);
  }

  /** All samples of a source, having checked that their sequence numbers are contiguous. */
  private static float[] samples(EmbeddedStack stack, String source) {
    return samples(clients(stack, TopicCatalogue.DEFAULT_PREFIX), source);
  }

  private static float[] samples(KafkaClients clients, String source) {
    Topic topic = clients.topics().samples();
    EventReader<SampleBatch> reader =
        new EventReader<>(clients.connection(), topic, SampleBatch.class);
    List<Rows> parts = new ArrayList<>();
    long[] next = new long[1];
    TopicScan.all(
        clients,
        topic,
        record -> {
          if (source.equals(record.key()) && record.value()[0] == 0) {
            SampleBatch batch = requireNonNull(reader.read(record));
            assertThat(batch.getFirstSequence()).isEqualTo(next[0]);
            next[0] += batch.getCount();
            parts.add(SampleBatches.samples(batch, batch.getDimension()));
          }
        });
    int dimension = parts.isEmpty() ? 1 : parts.get(0).dimension();
    return Rows.joined(dimension, parts).numbers();
  }
}
