package io.scorestream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.SampleBatch;
import io.scorestream.fixtures.TestTopics;
import io.scorestream.quickstart.QuickstartFolder;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.topics.SourcePlaces;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that real services have trained, sampled and evaluated, as it is and after it was damaged
 * by a producer that knows no rules.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VerifyIT {

  private static final String RUN = "gaussian-n4-s1";

  @TempDir private static Path directory;
  private static QuickstartFolder folder;
  private static TestTopics topics;
  private static Path earlier;

  @BeforeAll
  static void train() {
    Path home = directory.resolve("home");
    Invocation quickstart =
        Invocation.of(
            "quickstart",
            "--law=gaussian",
            "--timesteps=4",
            "--until=512",
            "--exit",
            "--dir=" + home,
            "--report=" + directory.resolve("report"));
    assertThat(quickstart.exitCode()).as(quickstart.err()).isZero();
    folder = QuickstartFolder.open(home);
    topics =
        new TestTopics(
            new KafkaClients(
                new ConnectionSettings(
                    value("bootstrap.servers"),
                    value("registry.url"),
                    new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX),
                    Map.of())));
    earlier = directory.resolve("ledger.json");
  }

  @AfterAll
  static void close() {
    folder.close();
  }

  @Test
  @Order(1)
  void whatServicesLeave_isSound_andTheSameWhenItIsReadAgain() throws IOException {
    Invocation json = verify("--json");
    assertThat(json.exitCode()).as(json.out()).isZero();
    Files.writeString(earlier, json.out());
    JsonNode ledger = new ObjectMapper().readTree(json.out());
    assertThat(ledger.get("findings")).isEmpty();
    assertThat(ledger.get("unproven")).isEmpty();
    assertThat(ledger.get("entries").properties())
        .extracting(Map.Entry::getKey)
        .contains(
            "runs/" + RUN,
            "samples/" + RUN + "/512",
            "weights/" + RUN + "/4/256",
            "generations/" + RUN + "/512",
            "metrics-robust-error/" + RUN + "/512/4");

    Invocation again = verify("--against=" + earlier, "--run=" + RUN);
    assertThat(again.exitCode()).as(again.out()).isZero();
    assertThat(again.out())
        .contains("root " + ledger.get("root").asText() + ", 0 findings")
        .contains("against the earlier ledger: 0 differences");
  }

  @Test
  @Order(2)
  void whatIsMissing_isNamed() {
    verify("--run=gausian").failsClearly(64, "there is no run 'gausian'");
    verify("--against=" + directory.resolve("none.json")).failsClearly(66, "is not there");
    Invocation.of("verify", "--bootstrap-servers=127.0.0.1:1", "--registry-url=http://127.0.0.1:1")
        .failsClearly(69, "does not answer");
  }

  @Test
  @Order(3)
  void damage_isFoundWhereItLies() {
    List<String> expected = new ArrayList<>();
    damageSamples(expected);
    MilestoneReached reached =
        topics.read(topics.catalogue().milestones(), MilestoneReached.class).get(0);
    again(
        topics.catalogue().milestones(),
        "%s/%s/%s".formatted(RUN, reached.getMilestone(), reached.getShard()),
        reached,
        expected,
        "a second time, after");
    Metric metric = topics.read(topics.catalogue().robustErrorMetrics(), Metric.class).get(0);
    again(
        topics.catalogue().robustErrorMetrics(),
        key(metric),
        metric,
        expected,
        "is a second " + metric.getMetric());
    topics.sendBytes(topics.catalogue().drift(), 0, RUN + "/0", "no event".getBytes(UTF_8));
    expected.add("cannot be used: it does not begin with 0 and a schema id");
    topics.sendBytes(topics.catalogue().drift(), 0, RUN + "/0", new byte[] {0, 0, 1, 0, 0, 7});
    expected.add("does not know schema id 65536");

    try (Producer<byte[], byte[]> foreign = foreign()) {
      foreign.initTransactions();
      foreign.beginTransaction();
      Future<RecordMetadata> sent =
          foreign.send(
              new ProducerRecord<>(topics.catalogue().forecasts().name(), 0, null, new byte[7]));
      foreign.flush();
      assertThat(sent).isDone();
      Invocation damaged = verify("--against=" + earlier);
      foreign.abortTransaction();

      assertThat(damaged.exitCode()).as(damaged.out()).isEqualTo(65);
      assertThat(damaged.out())
          .contains(expected)
          .contains("transaction 'foreign' of producer")
          .contains("metrics-robust-error/" + key(metric) + ": is not what it was")
          .contains("from offset");
    }
  }

  private static String key(Metric metric) {
    return "%s/%s/%s".formatted(RUN, metric.getMilestone(), metric.getTimestep());
  }

  /** A batch with other numbers than before, one behind a gap, and one without a sample. */
  private static void damageSamples(List<String> expected) {
    List<SampleBatch> batches = topics.read(topics.catalogue().samples(), SampleBatch.class);
    SampleBatch first = batches.get(0);
    SampleBatch last = batches.get(batches.size() - 1);
    long end = last.getFirstSequence() + last.getCount();
    send(SampleBatch.newBuilder(first).setData(last.getData()).setCount(last.getCount()).build());
    expected.add("sample 0 of source %s is there before with other".formatted(first.getSource()));
    send(SampleBatch.newBuilder(last).setFirstSequence(end + 5).build());
    expected.add("samples %s to %s of source".formatted(end, end + 4));
    send(
        SampleBatch.newBuilder(last)
            .setFirstSequence(end + 5 + last.getCount())
            .setCount(0)
            .setData(ByteBuffer.allocate(0))
            .build());
    expected.add("it says 0 samples of " + last.getDimension());
  }

  private static void send(SampleBatch batch) {
    int partition = SourcePlaces.partition(topics.clients(), batch.getSource());
    topics.send(topics.catalogue().samples(), partition, batch.getSource(), batch);
  }

  /** Writes an event a second time, where the first one lies. */
  private static void again(
      Topic topic, String key, SpecificRecord event, List<String> expected, String problem) {
    int partitions = topics.clients().partitions(topic);
    int partition =
        event instanceof MilestoneReached reached
            ? Keys.shardPartition(RUN, reached.getShard(), partitions)
            : Keys.partition(RUN, partitions);
    topics.send(topic, partition, key, event);
    expected.add(problem);
  }

  private static Producer<byte[], byte[]> foreign() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", value("bootstrap.servers"), "transactional.id", "foreign"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static Invocation verify(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "verify",
                "--bootstrap-servers=" + value("bootstrap.servers"),
                "--registry-url=" + value("registry.url")));
    words.addAll(List.of(more));
    return Invocation.of(words.toArray(String[]::new));
  }

  private static String value(String setting) {
    return folder.connection().getOrDefault(setting, "");
  }
}
