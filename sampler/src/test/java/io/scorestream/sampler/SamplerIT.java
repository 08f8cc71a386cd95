package io.scorestream.sampler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.embedded.StackPorts;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.SampleHalf;
import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.events.codec.Floats;
import io.scorestream.model.DevicePreference;
import io.scorestream.run.Run;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.BadRecordPolicy;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.ProcessSettings;
import io.scorestream.service.topics.NewTopics;
import io.scorestream.service.topics.TopicAdministration;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class SamplerIT {

  @TempDir static Path folder;

  private static EmbeddedStack stack;

  private KafkaClients clients;
  private final Run run = SmallRun.named("small", 50);

  @BeforeAll
  static void start() {
    Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    stack = EmbeddedStack.start(folder, StackPorts.FREE);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  /** Each test has topics of its own. */
  @BeforeEach
  void createTopics(TestInfo test) {
    String prefix = test.getTestMethod().orElseThrow().getName().replace("_", "-");
    clients =
        new KafkaClients(
            new ConnectionSettings(
                stack.bootstrapServers(),
                stack.registryUrl(),
                new TopicCatalogue(prefix),
                Map.of()));
    new TopicAdministration(clients).apply(new NewTopics(4, NewTopics.CLUSTER_DEFAULT));
  }

  @Test
  void run_makesEachMilestonesGenerationsOnceOverRestarts() {
    publishRun(run);
    publishMilestone(run, 256);
    Running first = new Running("one");
    await().until(() -> generations().size() == 1);
    first.stop();

    publishMilestone(run, 512);
    List<ScoreCheckpoint> incomplete = checkpoints(run, 1024);
    publish(run, incomplete.subList(0, incomplete.size() - 1));
    publish(run, List.of(half(incomplete.get(incomplete.size() - 1))));
    Running second = new Running("two");
    await().until(() -> generations().size() == 2);
    publishMilestone(run, 2048);
    await().until(() -> generations().size() == 3);
    second.stop();

    assertThat(generations())
        .extracting(GenerationBatch::getMilestone)
        .containsExactly(256L, 512L, 2048L);
    try (NetworkSampler sampler = new NetworkSampler(DevicePreference.CPU)) {
      for (GenerationBatch batch : generations()) {
        TrainedNetworks networks =
            new TrainedNetworks(batch.getMilestone(), SmallRun.untrained(run, 1), List.of());
        assertThat(Floats.of(batch.getData()))
            .isEqualTo(sampler.sample(run, networks, remaining -> {}));
      }
    }
  }

  @Test
  void run_ofSeveralRuns_keepsThemApart() {
    Run other = SmallRun.named("other", 20);
    publishRun(run);
    publishRun(other);
    publishMilestone(run, 256);
    publishMilestone(other, 256);

    Running running = new Running("one");
    await().until(() -> generations().size() == 2);
    running.stop();

    assertThat(generations())
        .extracting(GenerationBatch::getRun, GenerationBatch::getCount)
        .containsExactlyInAnyOrder(tuple("small", 50), tuple("other", 20));
  }

  @Test
  void run_onADamagedCheckpoint_endsAndNamesTheRecord() {
    publishRun(run);
    List<ScoreCheckpoint> checkpoints = checkpoints(run, 256);
    checkpoints.set(
        3, ScoreCheckpoint.newBuilder(checkpoints.get(3)).setContentHash("0".repeat(64)).build());
    publish(run, checkpoints);

    assertThatThrownBy(() -> new Running("one").ended())
        .isInstanceOf(ScorestreamException.class)
        .hasMessageContaining("topic " + clients.topics().checkpoints().name())
        .hasMessageContaining("timestep 4, milestone 256 is damaged")
        .extracting("reason")
        .isEqualTo(Reason.BAD_DATA);
    assertThat(generations()).isEmpty();
  }

  @Test
  void run_onACheckpointOfAnotherSpecification_endsAndNamesTheRecord() {
    publishRun(run);
    publishMilestone(SmallRun.named("small", 51), 256);

    assertThatThrownBy(() -> new Running("one").ended())
        .hasMessageContaining("offset 0")
        .hasMessageContaining("another specification of run small");
  }

  @Test
  void run_toldToSkipBadRecords_keepsThemAndGoesOn() throws Exception {
    publishRun(run);
    Topic topic = clients.topics().checkpoints();
    try (Producer<byte[], byte[]> raw = clients.rawProducer("spoiler")) {
      raw.send(
              new ProducerRecord<>(
                  topic.name(),
                  Keys.partition(run.id(), clients.partitions(topic)),
                  "small/1".getBytes(UTF_8),
                  "hello".getBytes(UTF_8)))
          .get();
    }
    publishMilestone(run, 256);

    Running running = new Running("one", BadRecordPolicy.SKIP);
    await().until(() -> generations().size() == 1);
    running.stop();

    List<String> letters = new ArrayList<>();
    TopicScan.all(
        clients,
        clients.topics().deadLetters(),
        letter -> letters.add(new String(letter.value(), UTF_8)));
    assertThat(letters).containsExactly("hello");
  }

  @Test
  void run_ofARunThatIsNotThere_passesItsCheckpointsOver() {
    Run withdrawn = SmallRun.named("withdrawn", 10);
    publishRun(run);
    publishMilestone(withdrawn, 256);
    publishMilestone(run, 256);

    Running running = new Running("one");
    await().until(() -> generations().size() == 1);
    running.stop();

    assertThat(generations()).extracting(GenerationBatch::getRun).containsExactly("small");
  }

  /** Until its partition is given to it anew, it leaves the run alone and goes on with others. */
  @Test
  void run_fencedByAnotherSampler_writesNothingOfThatRunAndGoesOnWithOthers() {
    Run other = SmallRun.named("other", 20);
    publishRun(run);
    publishRun(other);
    publishMilestone(run, 256);
    Running first = new Running("one");
    await().until(() -> generations().size() == 1);
    GenerationLog.open(clients, run, "two").close();

    publishMilestone(run, 512);
    publishMilestone(run, 1024);
    publishMilestone(other, 256);
    await().until(() -> generations().size() == 2);
    first.stop();

    assertThat(generations())
        .extracting(GenerationBatch::getRun, GenerationBatch::getMilestone)
        .containsExactlyInAnyOrder(tuple("small", 256L), tuple("other", 256L));
  }

  @Test
  void twoSamplers_shareTheRuns_andALeavingOnesGoToTheOther() {
    List<Run> runs = IntStream.range(0, 8).mapToObj(i -> SmallRun.named("r" + i, 10)).toList();
    runs.forEach(this::publishRun);
    Running first = new Running("one");
    Running second = new Running("two");
    await().until(() -> first.partitions() > 0 && second.partitions() > 0);
    assertThat(first.partitions() + second.partitions())
        .isEqualTo(clients.partitions(clients.topics().checkpoints()));
    runs.forEach(each -> publishMilestone(each, 256));
    await().until(() -> generations().size() == 8);

    first.stop();
    runs.forEach(each -> publishMilestone(each, 512));
    await().until(() -> generations().size() == 16);
    second.stop();

    assertThat(generations())
        .extracting(GenerationBatch::getRun, GenerationBatch::getMilestone)
        .doesNotHaveDuplicates();
  }

  /** A sampler on a thread of its own. */
  private final class Running {

    private final SamplerService service;
    private final CompletableFuture<Void> run;

    Running(String instance) {
      this(instance, BadRecordPolicy.FAIL);
    }

    Running(String instance, BadRecordPolicy onBadRecord) {
      service =
          new SamplerService(
              new SamplerSettings(
                  new ProcessSettings(instance, Duration.ZERO, clients.connection()),
                  DevicePreference.CPU,
                  onBadRecord));
      run = CompletableFuture.runAsync(service::run);
    }

    void stop() {
      service.stop();
      run.join();
    }

    /** How many partitions of the checkpoints topic are this sampler's. */
    int partitions() {
      return service.ownership().grants().size();
    }

    /** Waits for its end, and throws what ended it. */
    void ended() throws Throwable {
      try {
        run.join();
      } catch (CompletionException e) {
        throw e.getCause();
      }
    }
  }

  private static List<ScoreCheckpoint> checkpoints(Run run, long milestone) {
    return SmallRun.checkpoints(run, milestone, SmallRun.untrained(run, 1));
  }

  private void publishRun(Run run) {
    try (Producer<String, SpecificRecord> producer = clients.producer("test")) {
      var unused =
          producer.send(new ProducerRecord<>(clients.topics().runs().name(), run.id(), run.spec()));
    }
  }

  /** A network on half of the samples, of which nothing is generated. */
  private static ScoreCheckpoint half(ScoreCheckpoint checkpoint) {
    return ScoreCheckpoint.newBuilder(checkpoint).setHalf(SampleHalf.FIRST).build();
  }

  private void publishMilestone(Run run, long milestone) {
    publish(run, checkpoints(run, milestone));
  }

  private void publish(Run run, List<ScoreCheckpoint> checkpoints) {
    Topic topic = clients.topics().checkpoints();
    try (Producer<String, SpecificRecord> producer =
        clients.transactionalProducer("test", topic.name())) {
      producer.initTransactions();
      producer.beginTransaction();
      for (ScoreCheckpoint checkpoint : checkpoints) {
        var unused =
            producer.send(
                new ProducerRecord<>(
                    topic.name(),
                    Keys.partition(run.id(), clients.partitions(topic)),
                    Keys.checkpoint(run.id(), checkpoint.getTimestep(), checkpoint.getHalf()),
                    checkpoint));
      }
      producer.commitTransaction();
    }
  }

  private List<GenerationBatch> generations() {
    Topic topic = clients.topics().generations();
    EventReader<GenerationBatch> reader =
        new EventReader<>(clients.connection(), topic, GenerationBatch.class);
    List<GenerationBatch> batches = new ArrayList<>();
    TopicScan.all(clients, topic, record -> batches.add(reader.read(record)));
    return batches;
  }
}
