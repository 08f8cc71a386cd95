package io.scorestream.evaluator;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.evaluator.work.Evaluation;
import io.scorestream.events.Metric;
import io.scorestream.events.NetworkRecords;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.RunAction;
import io.scorestream.events.RunCommand;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SampleHalf;
import io.scorestream.events.ScoreWeights;
import io.scorestream.fixtures.Patience;
import io.scorestream.fixtures.TestTopics;
import io.scorestream.model.DevicePreference;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.service.kafka.BadRecordPolicy;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.PassedOver;
import io.scorestream.service.monitoring.Monitoring;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.ProcessSettings;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.PolicyViolationException;

/** Topics of one test's own on a real broker and registry, and an evaluator over them. */
final class Deployment {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TestTopics all;
  private final KafkaClients clients;
  private final Path state;

  Deployment(EmbeddedStack stack, String prefix, Path state) {
    this(TestTopics.of(stack, prefix), state);
  }

  private Deployment(TestTopics all, Path state) {
    this.all = all;
    this.clients = all.clients();
    this.state = state;
  }

  /** As above, with its topics. */
  static Deployment withTopics(EmbeddedStack stack, String prefix, Path state) {
    return new Deployment(TestTopics.of(stack, prefix).create(4), state);
  }

  int partitions(Topic topic) {
    return clients.partitions(topic);
  }

  /** Where a run's records lie here, but for its samples. */
  int partition(Run run) {
    return partition(topics().weights(), run.id());
  }

  TopicCatalogue topics() {
    return clients.topics();
  }

  /** A run over this deployment's samples, not published. */
  Run planned(RunSpec spec) {
    return new Run(RunSpec.newBuilder(spec).setSamplesTopic(topics().samples().name()).build());
  }

  /** The same, published. */
  Run run(RunSpec spec) {
    Run run = planned(spec);
    send(topics().runs(), run.id(), List.of(run.spec()));
    return run;
  }

  /** Commands that a run be deleted. */
  void delete(Run run) {
    command(RunState.of(run), RunAction.DELETE);
  }

  /** Commands something of a run, and returns what the run is then. */
  RunState command(RunState state, RunAction action) {
    Run run = state.run();
    RunCommand command = new RunCommand(run.id(), action, null, "a test", run.hash(), null, null);
    send(topics().commands(), run.id(), List.of(command));
    return state.after(command);
  }

  /** Publishes events of a run, all in the run's partition. */
  void send(Topic topic, String key, List<? extends SpecificRecord> events) {
    all.send(events.stream().map(event -> record(topic, key, event)).toList());
  }

  /** Publishes that what has a key is no more. */
  void delete(Topic topic, String key) {
    all.send(topic, partition(topic, key), key, null);
  }

  /** Deletes all records that a compacted topic has now, at once and for good. */
  void deleteRecords(Topic topic) {
    Map<TopicPartition, RecordsToDelete> records = new HashMap<>();
    for (int partition = 0; partition < partitions(topic); partition++) {
      records.put(new TopicPartition(topic.name(), partition), RecordsToDelete.beforeOffset(-1));
    }
    try (Admin admin = clients.admin()) {
      // Kafka refuses to delete records of a topic that is compacted, and of one that is no longer
      // for as long as the broker has not heard of it.
      cleanup(admin, topic, "delete");
      await()
          .atMost(PATIENCE)
          .ignoreExceptionsMatching(e -> e.getCause() instanceof PolicyViolationException)
          .until(
              () -> {
                admin.deleteRecords(records).all().get();
                return true;
              });
      cleanup(admin, topic, "compact");
    }
  }

  private static void cleanup(Admin admin, Topic topic, String policy) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    ConfigEntry entry = new ConfigEntry("cleanup.policy", policy);
    AlterConfigOp set = new AlterConfigOp(entry, AlterConfigOp.OpType.SET);
    done(admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all());
  }

  private static void done(KafkaFuture<Void> asked) {
    assertThat(asked.toCompletionStage().toCompletableFuture()).succeedsWithin(PATIENCE);
  }

  /** Publishes events in a transaction that commits, or in one that aborts. */
  void transaction(
      Topic topic, String key, List<? extends SpecificRecord> events, boolean commits) {
    try (Producer<String, SpecificRecord> producer =
        clients.transactionalProducer("test", "test")) {
      producer.initTransactions();
      producer.beginTransaction();
      events.forEach(event -> sent(producer.send(record(topic, key, event))));
      if (commits) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  /** Publishes a milestone's networks and where they lie, in a transaction that commits. */
  void milestone(Run run, List<ScoreWeights> networks) {
    milestone(RunState.of(run), networks, true);
  }

  /** The same of a run after commands, in a transaction that commits or in one that aborts. */
  void milestone(RunState state, List<ScoreWeights> networks, boolean commits) {
    try (Producer<String, SpecificRecord> producer =
        clients.transactionalProducer("test", "test")) {
      producer.initTransactions();
      producer.beginTransaction();
      List<NetworkRecords> places = new ArrayList<>();
      for (ScoreWeights network : networks) {
        String key = Keys.network(state.run().id(), network.getNetwork());
        RecordMetadata at = sent(producer.send(record(topics().weights(), key, network)));
        places.add(Fixtures.at(network.getNetwork(), at.partition(), at.offset()));
      }
      sent(producer.send(reached(state, networks.get(0).getMilestone(), places)));
      if (commits) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  /** Publishes that a milestone's networks lie at some places. */
  void milestone(Run run, long milestone, List<NetworkRecords> places) {
    all.send(List.of(reached(RunState.of(run), milestone, places)));
  }

  private ProducerRecord<String, SpecificRecord> reached(
      RunState state, long milestone, List<NetworkRecords> places) {
    return record(
        topics().milestones(),
        Keys.shardMilestone(state.run().id(), milestone, 0),
        Fixtures.reached(state, milestone, SampleHalf.BOTH, places));
  }

  /** Writes bytes that are no event, and says where they lie. */
  RecordOffset sendBytes(Topic topic, String key, byte[] value) {
    return all.sendBytes(topic, partition(topic, key), key, value);
  }

  /** What is committed on a topic of metrics. */
  List<Metric> metrics(Topic topic) {
    return all.read(topic, Metric.class);
  }

  /** Waits for a number of committed metrics, and returns all that are there by then. */
  List<Metric> awaitMetrics(Topic topic, int count) {
    Patience.await(
        PATIENCE,
        () -> metrics(topic).size() >= count,
        () -> metrics(topic).size() + " metrics of " + count);
    return metrics(topic);
  }

  /** Waits until some evaluators have divided the work among them, and keep it so. */
  void awaitMembers(int count) {
    String group = StreamsProperties.applicationId(topics());
    try (Admin admin = clients.admin()) {
      await()
          .atMost(PATIENCE)
          .during(Duration.ofSeconds(3))
          .ignoreException(ExecutionException.class) // There is no group before its first member.
          .until(
              () -> {
                Collection<MemberDescription> members =
                    requireNonNull(
                            admin.describeConsumerGroups(List.of(group)).all().get().get(group))
                        .members();
                return members.size() == count
                    && members.stream()
                        .noneMatch(member -> member.assignment().topicPartitions().isEmpty());
              });
    }
  }

  List<ConsumerRecord<String, byte[]>> deadLetters() {
    return all.deadLetters();
  }

  /** An evaluator that is not started yet. */
  EvaluatorService evaluator(BadRecordPolicy onBadRecord) {
    return new EvaluatorService(settings(onBadRecord));
  }

  /** The same, to be seen through something. */
  EvaluatorService evaluator(Monitoring monitoring) {
    return new EvaluatorService(settings(BadRecordPolicy.FAIL), monitoring);
  }

  /** The same, with something put around each evaluation. */
  EvaluatorService evaluator(int threads, UnaryOperator<Evaluation> around) {
    return new EvaluatorService(settings(BadRecordPolicy.FAIL, threads), Monitoring.off(), around);
  }

  /** The command line of an evaluator that is a process of its own. */
  List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        Main.class.getName(),
        "--bootstrap-servers",
        clients.connection().bootstrapServers(),
        "--registry-url",
        clients.connection().registryUrl(),
        "--topic-prefix",
        topics().prefix(),
        "--state-dir",
        state.toString(),
        "--device",
        "cpu");
  }

  /** The same topics, for clients with other settings. */
  Deployment with(Map<String, String> kafka) {
    ConnectionSettings connection = clients.connection();
    return new Deployment(
        new TestTopics(
            new KafkaClients(
                new ConnectionSettings(
                    connection.bootstrapServers(), connection.registryUrl(), topics(), kafka))),
        state);
  }

  /** The same topics, for an evaluator with a state directory of its own. */
  Deployment beside(Path otherState) {
    return new Deployment(all, otherState);
  }

  private EvaluatorSettings settings(BadRecordPolicy onBadRecord) {
    return settings(onBadRecord, 1);
  }

  private EvaluatorSettings settings(BadRecordPolicy onBadRecord, int threads) {
    return new EvaluatorSettings(
        new ProcessSettings("test", Duration.ZERO, clients.connection()),
        state,
        threads,
        Duration.ofMillis(200),
        Duration.ofSeconds(2),
        DevicePreference.CPU,
        onBadRecord,
        PassedOver.NONE,
        Optional.empty(),
        Optional.empty());
  }

  /** Runs something beside an evaluator, which then ends in order. */
  void whileEvaluating(BadRecordPolicy onBadRecord, Runnable work) {
    EvaluatorService evaluator = evaluator(onBadRecord);
    CompletableFuture<Void> running = CompletableFuture.runAsync(evaluator::run);
    try {
      work.run();
    } finally {
      evaluator.stop();
      running.join();
    }
  }

  private static RecordMetadata sent(Future<RecordMetadata> acknowledged) {
    return assertThat(acknowledged).succeedsWithin(PATIENCE).actual();
  }

  private ProducerRecord<String, SpecificRecord> record(
      Topic topic, String key, SpecificRecord event) {
    return new ProducerRecord<>(topic.name(), partition(topic, key), key, event);
  }

  private int partition(Topic topic, String key) {
    // Fixtures have their samples in the first partition.
    return topic.equals(topics().samples())
        ? 0
        : Keys.partition(Keys.run(key), clients.partitions(topic));
  }
}
