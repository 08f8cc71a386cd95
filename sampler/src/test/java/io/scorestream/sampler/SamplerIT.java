package io.scorestream.sampler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.embedded.StackPorts;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.RunAction;
import io.scorestream.events.RunCommand;
import io.scorestream.events.SampleHalf;
import io.scorestream.events.ScoreWeights;
import io.scorestream.events.codec.Floats;
import io.scorestream.model.DevicePreference;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class SamplerIT {

  @TempDir static Path folder;

  private static EmbeddedStack stack;

  private KafkaClients clients;
  private Producer<String, SpecificRecord> publisher;
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
    publisher = clients.producer("test");
  }

  @AfterEach
  void closePublisher() {
    publisher.close();
  }

  @Test
  void run_makesEachMilestonesGenerationsOnceOverRestarts() {
    publishRun(run);
    publishMilestone(run, 256);
    Running first = new Running("one");
    await().until(() -> generations().size() == 1);
    first.stop();

    publishMilestone(run, 512);
    List<MilestoneReached> incomplete = reached(run, 1024, publishWeights(weights(run, 1024)));
    publish(incomplete.subList(0, incomplete.size() - 1));
    publish(List.of(half(incomplete.get(incomplete.size() - 1))));
    Running second = new Running("two");
    await().until(() -> generations().size() == 2);
    publishMilestone(run, 2048);
    await().until(() -> generations().size() == 3);
    second.stop();

    assertThat(generations())
        .extracting(GenerationBatch::getMilestone)
        .containsExactlyInAnyOrder(256L, 512L, 2048L);
    try (NetworkSampler sampler = new NetworkSampler(DevicePreference.CPU)) {
      for (GenerationBatch batch : generations()) {
        TrainedNetworks networks =
            new TrainedNetworks(
                new WholeMilestone(batch.getMilestone(), 0, Map.of(), List.of()),
                SmallRun.untrained(run, 1));
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
  void run_onADamagedNetwork_endsAndNamesTheRecord() {
    publishRun(run);
    List<ScoreWeights> weights = weights(run, 256);
    weights.set(3, ScoreWeights.newBuilder(weights.get(3)).setContentHash("0".repeat(64)).build());
    publish(reached(run, 256, publishWeights(weights)));

    assertThatThrownBy(() -> new Running("one").ended())
        .isInstanceOf(ScorestreamException.class)
        .hasMessageContaining("topic " + clients.topics().weights().name())
        .hasMessageContaining("network 4, milestone 256: damaged")
        .extracting("reason")
        .isEqualTo(Reason.BAD_DATA);
    assertThat(generations()).isEmpty();
  }

  @Test
  void run_onAMilestoneOfAnotherSpecification_endsAndNamesTheRecord() {
    publishRun(run);
    publishMilestone(SmallRun.named("small", 51), 256);

    assertThatThrownBy(() -> new Running("one").ended())
        .hasMessageContaining("topic " + clients.topics().milestones().name())
        .hasMessageContaining("another specification of run small");
  }

  /** Its networks were replaced by newer ones long ago; what comes after it is sampled. */
  @Test
  void run_onAMilestoneWhoseNetworksAreGone_goesOnWithTheNext() {
    publishRun(run);
    Topic topic = clients.topics().weights();
    List<RecordOffset> gone = new ArrayList<>(publishWeights(weights(run, 256)));
    gone.set(
        7, send(topic, Keys.networkPartition(run.id(), 8, partitions(topic)), "small/8", null));
    publish(reached(run, 256, gone));
    publishMilestone(run, 512);

    Running running = new Running("one");
    await().until(() -> generations().size() == 1);
    running.stop();

    assertThat(generations()).extracting(GenerationBatch::getMilestone).containsExactly(512L);
  }

  @Test
  void run_toldToSkipBadRecords_keepsThemAndGoesOn() throws Exception {
    publishRun(run);
    Topic topic = clients.topics().milestones();
    try (Producer<byte[], byte[]> raw = clients.rawProducer("spoiler")) {
      raw.send(
              new ProducerRecord<>(
                  topic.name(), 0, "small/256/0".getBytes(UTF_8), "hello".getBytes(UTF_8)))
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
  void run_ofARunThatIsNotThere_passesItsMilestonesOver() {
    Run withdrawn = SmallRun.named("withdrawn", 10);
    publishRun(run);
    publishMilestone(withdrawn, 256);
    publishMilestone(run, 256);

    Running running = new Running("one");
    await().until(() -> generations().size() == 1);
    running.stop();

    assertThat(generations()).extracting(GenerationBatch::getRun).containsExactly("small");
  }

  /** Shards are deleted one by one: one may begin anew before what another has left is gone. */
  @Test
  void run_restoredWhileWhatItsShardsLeftIsDeleted_isSampled() {
    publishRun(run);
    Topic commands = clients.topics().commands();
    for (RunAction action : List.of(RunAction.DELETE, RunAction.RESTORE)) {
      send(commands, 0, run.id(), new RunCommand(run.id(), action, null, "a test", run.hash()));
    }
    List<MilestoneReached> anew =
        reached(run, 256, publishWeights(weights(run, 256))).stream()
            .map(reached -> MilestoneReached.newBuilder(reached).setIncarnation(1).build())
            .toList();
    Topic topic = clients.topics().milestones();
    int last = anew.size() - 1;
    // All in one partition, where their order is that in which they are read.
    int partition = Keys.shardPartition(run.id(), last, partitions(topic));
    for (int shard = 0; shard < last; shard++) {
      send(topic, partition, Keys.shardMilestone(run.id(), 256, shard), anew.get(shard));
    }
    send(topic, partition, Keys.shardMilestone(run.id(), 128, last), null);
    send(topic, partition, Keys.shardMilestone(run.id(), 256, last), anew.get(last));

    Running running = new Running("one");
    await().until(() -> !generations().isEmpty());
    running.stop();

    assertThat(generations()).extracting(GenerationBatch::getIncarnation).containsExactly(1);
  }

  /** Until its partition is given to it anew, it leaves that alone and goes on with others. */
  @Test
  void run_fencedByAnotherSampler_writesNothingThereAndGoesOnElsewhere() {
    publishRun(run);
    publishMilestone(run, 256);
    Running first = new Running("one");
    await().until(() -> generations().size() == 1);
    GenerationLog.open(clients, partition(256), "two").close();

    List<Long> same = milestones(m -> partition(m) == partition(256));
    List<Long> elsewhere = milestones(m -> partition(m) != partition(256));
    same.forEach(m -> publishMilestone(run, m));
    elsewhere.forEach(m -> publishMilestone(run, m));
    await().until(() -> generations().size() == 1 + elsewhere.size());
    first.stop();

    assertThat(same).isNotEmpty();
    assertThat(elsewhere).isNotEmpty();
    assertThat(generations())
        .extracting(GenerationBatch::getMilestone)
        .contains(256L)
        .containsAll(elsewhere)
        .doesNotContainAnyElementsOf(same);
  }

  /** As one does that is killed between two of its sends: its transaction is never ended. */
  @Test
  void run_takingOverFromOneThatDiedInTheMiddleOfAMilestone_makesItOnce() {
    publishRun(run);
    publishMilestone(run, 256);
    Topic topic = clients.topics().generations();
    Producer<String, SpecificRecord> dead =
        clients.transactionalProducer(
            "dead", clients.topics().prefix() + "-sampler-" + partition(256));
    dead.initTransactions();
    dead.beginTransaction();
    var unused =
        dead.send(
            new ProducerRecord<>(
                topic.name(),
                partition(256),
                "small/256",
                GenerationBatches.of(
                        RunState.of(run),
                        new TrainedNetworks(
                            new WholeMilestone(256, 0, Map.of(), List.of()), List.of()),
                        new float[2])
                    .get(0)));
    dead.flush();

    Running heir = new Running("heir");
    await().until(() -> generations().size() == 1);
    heir.stop();
    dead.close(Duration.ZERO);

    assertThat(generations()).extracting(GenerationBatch::getCount).containsExactly(50);
  }

  @Test
  void twoSamplers_shareTheMilestonesOfOneRun_andALeavingOnesGoToTheOther() {
    publishRun(run);
    Running first = new Running("one");
    Running second = new Running("two");
    await().until(() -> first.partitions() > 0 && second.partitions() > 0);
    int partitions = partitions(clients.topics().generations());
    assertThat(first.partitions() + second.partitions()).isEqualTo(partitions);
    LongStream.rangeClosed(1, 16).forEach(i -> publishMilestone(run, 256 * i));
    await().until(() -> generations().size() == 16);
    assertThat(first.sampled()).as("both had a part in it").isPositive();
    assertThat(second.sampled()).isPositive();
    assertThat(first.sampled() + second.sampled()).isEqualTo(16);

    first.stop();
    LongStream.rangeClosed(17, 32).forEach(i -> publishMilestone(run, 256 * i));
    await().until(() -> generations().size() == 32);
    second.stop();

    assertThat(generations()).extracting(GenerationBatch::getMilestone).doesNotHaveDuplicates();
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

    /** How many partitions of the generations topic are this sampler's. */
    int partitions() {
      return service.ownership().grants().size();
    }

    /** How many milestones of the run lie in them. */
    long sampled() {
      Set<Integer> own = service.ownership().grants().keySet();
      return generations().stream()
          .filter(batch -> own.contains(partition(batch.getMilestone())))
          .count();
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

  private int partition(long milestone) {
    return Keys.generationPartition(
        run.id(), milestone, partitions(clients.topics().generations()));
  }

  private int partitions(Topic topic) {
    return clients.partitions(topic);
  }

  private static List<Long> milestones(LongPredicate wanted) {
    return LongStream.rangeClosed(2, 24).map(i -> 256 * i).filter(wanted).boxed().toList();
  }

  private static List<ScoreWeights> weights(Run run, long milestone) {
    return SmallRun.weights(run, milestone, SmallRun.untrained(run, 1));
  }

  private void publishRun(Run run) {
    try (Producer<String, SpecificRecord> producer = clients.producer("test")) {
      var unused =
          producer.send(new ProducerRecord<>(clients.topics().runs().name(), run.id(), run.spec()));
    }
  }

  /** A network on half of the samples, of which nothing is generated. */
  private static MilestoneReached half(MilestoneReached reached) {
    return MilestoneReached.newBuilder(reached).setHalf(SampleHalf.FIRST).build();
  }

  private void publishMilestone(Run run, long milestone) {
    publish(reached(run, milestone, publishWeights(weights(run, milestone))));
  }

  private static List<MilestoneReached> reached(
      Run run, long milestone, List<RecordOffset> weights) {
    return run.shards().stream().map(shard -> SmallRun.reached(shard, milestone, weights)).toList();
  }

  private List<RecordOffset> publishWeights(List<ScoreWeights> weights) {
    Topic topic = clients.topics().weights();
    return weights.stream()
        .map(
            event ->
                send(
                    topic,
                    Keys.networkPartition(event.getRun(), event.getNetwork(), partitions(topic)),
                    Keys.network(event.getRun(), event.getNetwork()),
                    event))
        .toList();
  }

  private void publish(List<MilestoneReached> reached) {
    Topic topic = clients.topics().milestones();
    for (MilestoneReached one : reached) {
      send(
          topic,
          Keys.shardPartition(one.getRun(), one.getShard(), partitions(topic)),
          Keys.shardMilestone(one.getRun(), one.getMilestone(), one.getShard()),
          one);
    }
  }

  private RecordOffset send(Topic topic, int partition, String key, SpecificRecord event) {
    try {
      RecordMetadata at =
          publisher.send(new ProducerRecord<>(topic.name(), partition, key, event)).get();
      return new RecordOffset(at.partition(), at.offset());
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
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
