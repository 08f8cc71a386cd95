package io.scorestream.cli.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scorestream.cli.Invocation;
import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.fixtures.RunningStack;
import io.scorestream.fixtures.TestTopics;
import io.scorestream.run.RunDraft;
import io.scorestream.service.Reason;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.service.topics.SourcePlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Samples before they are sent, and as they lie on their topic. */
@ExtendWith(RunningStack.class)
class SamplesIT {

  private static final String PREFIX = "samples-it";

  private static EmbeddedStack stack;
  private static TestTopics topics;

  @TempDir private Path folder;

  @BeforeAll
  static void start(EmbeddedStack running) {
    stack = running;
    topics = TestTopics.of(stack, PREFIX).create(4);
  }

  @Test
  void producing_isTriedOut_andNothingIsSent() throws IOException {
    String file = "--data=" + people(10);
    int partition = SourcePlaces.initial("people", 4);

    String before = succeeds("produce", file, "--dry-run");
    assertThat(words(before))
        .contains(
            "source people, file " + folder.resolve("people.csv"),
            "smokes binary 0 1 0.50000 0.50000 0")
        .contains(
            "topic %s.samples.v1, partition %s: where the source would begin"
                .formatted(PREFIX, partition))
        .contains("next sample 0; 10 samples would be sent, nothing was");
    assertThat(isDescribed("people")).isFalse();

    succeeds("produce", file, "--limit=4");
    assertThat(words(succeeds("produce", file, "--dry-run")))
        .contains(
            "topic %s.samples.v1, partition %s: where the source lies".formatted(PREFIX, partition))
        .contains("next sample 4; 6 samples would be sent, nothing was");
    assertThat(succeeds("produce", file, "--dry-run", "--limit=4")).contains("4; 0 samples would");
    Files.writeString(folder.resolve("people.csv"), "age,smokes\n1,1\n2,0\n3,0\n4,1\n5,1\n");
    call("produce", file, "--dry-run").failsClearly(Reason.CONFLICT.exitCode(), "people");
  }

  @Test
  void aLaw_isTriedOut() {
    assertThat(words(succeeds("produce", "--law=ring", "--dry-run")))
        .contains("source ring-1, law ring with seed 1", "samples no end")
        .contains("next sample 0; samples without end would be sent, nothing was");
    assertThat(isDescribed("ring-1")).isFalse();
  }

  @Test
  void aTopic_isTriedOut() throws Exception {
    try (Admin admin = topics.clients().admin()) {
      admin.createTopics(List.of(new NewTopic("orders", 2, (short) 1))).all().get();
    }
    String[] tried = {
      "produce", "--from-topic=orders", "--source-id=orders", "--columns=price", "--dry-run"
    };
    await().until(() -> !call(tried).err().contains("has no topic orders"));
    call(tried).failsClearly(Reason.NO_INPUT.exitCode(), "topic orders has no record yet");
    write("orders", 30);
    assertThat(words(succeeds(tried)))
        .contains("source orders, topic orders", "price integer 0 29 14.500 8.6554 0")
        .contains(
            "next sample 0; those of 30 records, and of all that come, would be sent, nothing was");
    assertThat(isDescribed("orders")).isFalse();

    succeeds(
        "produce", "--from-topic=orders", "--source-id=orders", "--columns=price", "--limit=30");
    write("orders", 5);
    assertThat(succeeds(tried)).contains("next     sample 30; those of 5 records");
  }

  @Test
  void aSourceOnTheTopic_isDescribedAsItsFileIs() throws IOException {
    Path file = people(200);
    succeeds("produce", "--data=" + file, "--source-id=sent", "--batch-samples=32");

    JsonNode described =
        new ObjectMapper().readTree(succeeds("samples", "describe", "sent", "--json"));

    assertThat(described.get("samples").asLong()).isEqualTo(200);
    assertThat(described.get("heldOut").asLong())
        .isPositive()
        .isEqualTo(200 - RunDraft.holdOut(1).keptOf("sent", 200));
    JsonNode ofFile =
        new ObjectMapper().readTree(succeeds("samples", "describe", file.toString(), "--json"));
    assertThat(described.get("columns")).isEqualTo(ofFile.get("columns"));
    assertThat(words(succeeds("samples", "describe", "sent")))
        .contains("source sent, file " + file, "age integer 0 199 99.500 57.734 0");
    call("samples", "describe", "never")
        .failsClearly(Reason.NO_INPUT.exitCode(), "'never' is neither a file nor a source");
  }

  private Path people(int count) throws IOException {
    return Files.writeString(
        folder.resolve("people.csv"),
        IntStream.range(0, count)
            .mapToObj(i -> i + "," + i % 2 + "\n")
            .reduce("age,smokes\n", String::concat));
  }

  private static void write(String topic, int count) {
    try (Producer<byte[], byte[]> producer = topics.clients().rawProducer("elsewhere")) {
      for (int i = 0; i < count; i++) {
        // Not awaited: closing the producer is.
        Future<RecordMetadata> unused =
            producer.send(
                new ProducerRecord<>(
                    topic, i % 2, null, ("{\"price\":" + i + "}").getBytes(UTF_8)));
      }
    }
  }

  private static boolean isDescribed(String source) {
    boolean[] found = new boolean[1];
    TopicScan.all(
        topics.clients(),
        topics.catalogue().samples(),
        record -> found[0] |= source.equals(record.key()));
    Optional<?> info = SourcePlaces.described(topics.clients(), source);
    return found[0] || info.isPresent();
  }

  private static List<String> words(String text) {
    return text.lines().map(line -> line.replaceAll(" +", " ").strip()).toList();
  }

  private static String succeeds(String... args) {
    Invocation invocation = call(args);
    assertThat(invocation.exitCode()).as(invocation.err()).isZero();
    return invocation.out();
  }

  private static Invocation call(String... args) {
    return Invocation.of(
        Stream.concat(
                Arrays.stream(args),
                Stream.of(
                    "--topic-prefix=" + PREFIX,
                    "--bootstrap-servers=" + stack.bootstrapServers(),
                    "--registry-url=" + stack.registryUrl()))
            .toArray(String[]::new));
  }
}
