package io.scorestream.trainer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.events.DriftState;
import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.NetworkRecords;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.RunAction;
import io.scorestream.events.RunCommand;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.ScoreWeights;
import io.scorestream.events.ServiceActivity;
import io.scorestream.events.SourceInfo;
import io.scorestream.events.TrainingState;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.fixtures.Patience;
import io.scorestream.fixtures.TestTopics;
import io.scorestream.rows.Rows;
import io.scorestream.run.NetworkEvents;
import io.scorestream.run.Run;
import io.scorestream.run.network.NetworkState;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.Fetched;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.RecordFetcher;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.service.monitoring.Monitoring;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.SettingsLoader;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import io.scorestream.trainer.contract.TrainerRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** Topics of their own on a shared stack, written and read as the other services do. */
public final class Deployment {

  /** Of a deployment that does not say how many. */
  static final int PARTITIONS = 6;

  private static final int BATCH = 10;

  /** Of the topics that have but one, and of sources that are put nowhere else. */
  private static final int PARTITION = 0;

  private final ConnectionSettings connection;
  private final KafkaClients clients;
  private final TestTopics topics;
  private final Path cache;
  private final Map<String, RunSpec> applied = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final List<Running> started = new CopyOnWriteArrayList<>();

  Deployment(EmbeddedStack stack, String prefix, Path folder, int partitions) {
    this(
        new ConnectionSettings(
            stack.bootstrapServers(), stack.registryUrl(), new TopicCatalogue(prefix), Map.of()),
        folder,
        partitions);
  }

  public Deployment(ConnectionSettings connection, Path folder) {
    this(connection, folder, PARTITIONS);
  }

  private Deployment(ConnectionSettings connection, Path folder, int partitions) {
    this.connection = connection;
    this.clients = new KafkaClients(connection);
    this.cache = folder.resolve(connection.topics().prefix());
    this.topics = new TestTopics(clients).create(partitions);
  }

  public KafkaClients clients() {
    return clients;
  }

  public Path cache() {
    return cache;
  }

  public RunSpec.Builder small(String run) {
    return Specs.small(run, clients.topics().samples().name());
  }

  /** Has a source lie in another partition than the first. Before a run of it is applied. */
  void put(String source, int partition) {
    places.put(source, partition);
  }

  /** Describes a source, as the producer of its samples does. */
  void describe(String source, int dimension) {
    write(
        clients.topics().sources(),
        source,
        SourceInfo.newBuilder()
            .setSource(source)
            .setPartition(partition(source))
            .setDimension(dimension)
            .setColumns(List.of())
            .setOrigin("test")
            .setCreatedBy("test")
            .build());
  }

  public void apply(RunSpec spec) {
    describe(spec.getSource(), spec.getDimension());
    publish(spec);
  }

  /** Publishes a run of a source that is not described by this. */
  void publish(RunSpec spec) {
    applied.putIfAbsent(spec.getRun(), spec);
    write(clients.topics().runs(), spec.getRun(), spec);
  }

  private int partition(String source) {
    return places.getOrDefault(source, PARTITION);
  }

  /** Gives a command to a run that was applied. */
  public void command(RunSpec spec, RunAction action, @Nullable Long milestone) {
    RunCommand command =
        new RunCommand(
            spec.getRun(), action, milestone, "a test", new Run(spec).hash(), null, null);
    write(clients.topics().commands(), spec.getRun(), command);
  }

  /** Lets a run go on at another learning rate. */
  void resume(RunSpec spec, double learningRate) {
    RunCommand command =
        new RunCommand(
            spec.getRun(),
            RunAction.RESUME,
            null,
            "a test",
            new Run(spec).hash(),
            null,
            learningRate);
    write(clients.topics().commands(), spec.getRun(), command);
  }

  /** Waits until a run is marked as failed, which ends no trainer, and says why. */
  String awaitFailure(Running trainer, String run) {
    awaitUntil(() -> !failures(run).isEmpty(), List.of(trainer));
    return failures(run).get(0);
  }

  /** What a trainer says of the only run {@code r}, which fails; it says so once. */
  String failure() {
    Running trainer = start(Map.of());
    awaitFailure(trainer, "r");
    trainer.stop();
    assertThat(failures("r")).hasSize(1);
    return failures("r").get(0);
  }

  /** How often the training of a milestone came to its end, be it committed or not. */
  long trainings(String run, long milestone) {
    return topics.read(clients.topics().activity(), ServiceActivity.class).stream()
        .filter(it -> it.getPhase().equals("training") && run.equals(it.getRun()))
        .filter(it -> Objects.equals(it.getMilestone(), milestone))
        .filter(it -> it.getDone() == it.getTotal())
        .count();
  }

  public List<String> failures(String run) {
    return topics.read(clients.topics().commands(), RunCommand.class).stream()
        .filter(it -> it.getAction() == RunAction.FAIL && it.getRun().equals(run))
        .map(it -> requireNonNull(it.getReason()))
        .toList();
  }

  /** Sends samples {@code from} to {@code to - 1}, ten a record; the same each time. */
  public void send(String source, int from, int to) {
    send(source, from, to, 1.5);
  }

  /** The same with another spread. */
  void send(String source, int from, int to, double spread) {
    RandomGenerator rng = Seeds.generator(11);
    Rows samples = Rows.zeros(to, 2);
    for (int i = 0; i < samples.numbers().length; i++) {
      samples.numbers()[i] = (float) (0.5 + spread * rng.nextGaussian());
    }
    for (int first = from; first < to; first += BATCH) {
      int end = Math.min(to, first + BATCH);
      send(SampleBatches.batch(source, first, samples.range(first, end)));
    }
  }

  void send(SampleBatch batch) {
    String source = batch.getSource();
    topics.send(clients.topics().samples(), partition(source), source, batch);
  }

  /** Writes an event where a trainer would, and says where it lies. */
  RecordOffset send(ScoreWeights weights) {
    String run = weights.getRun();
    Topic topic = clients.topics().weights();
    int partition = Keys.networkPartition(run, weights.getNetwork(), clients.partitions(topic));
    return topics.send(topic, partition, Keys.network(run, weights.getNetwork()), weights);
  }

  void send(MilestoneReached reached) {
    String run = reached.getRun();
    Topic topic = clients.topics().milestones();
    int partition = Keys.shardPartition(run, reached.getShard(), clients.partitions(topic));
    topics.send(
        topic,
        partition,
        Keys.shardMilestone(run, reached.getMilestone(), reached.getShard()),
        reached);
  }

  void sendBytes(byte[] value) {
    sendBytes(clients.topics().samples(), null, value);
  }

  void sendBytes(Topic topic, @Nullable String key, byte[] value) {
    topics.sendBytes(topic, PARTITION, key, value);
  }

  /** A trainer that runs. */
  record Running(TrainerService service, CompletableFuture<Void> end) {
    void stop() {
      service.stop();
      end.join();
    }
  }

  Running start(Map<String, String> settings) {
    return start(settings, Monitoring.off());
  }

  /** The same, seen. */
  Running start(Map<String, String> settings, Monitoring monitoring) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("bootstrap.servers", connection.bootstrapServers());
    all.put("registry.url", connection.registryUrl());
    all.put("topic.prefix", connection.topics().prefix());
    all.putIfAbsent("cache.dir", cache.toString());
    all.put("device", "cpu");
    TrainerService service =
        new TrainerService(
            TrainerSettings.of(new SettingsLoader(TrainerSettings.DECLARED).values(all).load()),
            monitoring);
    Running running =
        new Running(
            service, CompletableFuture.runAsync(service::run, task -> new Thread(task).start()));
    started.add(running);
    return running;
  }

  /** Stops the trainers that a test which failed has left behind, and says nothing of their end. */
  void stopAll() {
    started.forEach(running -> running.service().stop());
    started.forEach(running -> running.end().handle((end, failure) -> null).join());
  }

  /** Waits until something is so, and no longer than all of the trainers run. */
  static void awaitUntil(BooleanSupplier condition, Collection<Running> trainers) {
    Patience.await(
        Duration.ofMinutes(2),
        () -> {
          for (Running trainer : trainers) {
            if (trainer.end().isDone()) {
              trainer.end().join();
            }
          }
          return condition.getAsBoolean();
        },
        () -> "trainers run, but it has not come to that");
  }

  /** How many shards' partitions each trainer of the group has; empty while they are shared out. */
  List<Integer> shares() {
    return members().stream().map(member -> member.assignment().topicPartitions().size()).toList();
  }

  List<String> memberIds() {
    return members().stream().map(MemberDescription::consumerId).toList();
  }

  /** The group's members; empty before its first one, and while its partitions are shared out. */
  Collection<MemberDescription> members() {
    String group = TrainerRole.ROLE.names(clients.topics()).group();
    try (Admin admin = clients.admin()) {
      ConsumerGroupDescription description =
          requireNonNull(admin.describeConsumerGroups(List.of(group)).describedGroups().get(group))
              .get();
      return description.groupState() == GroupState.STABLE ? description.members() : List.of();
    } catch (ExecutionException e) {
      // A broker that is busy with many who join does not always answer in time.
      if (e.getCause() instanceof GroupIdNotFoundException
          || e.getCause() instanceof RetriableException) {
        return List.of();
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public List<MilestoneReached> milestones() {
    return topics.read(clients.topics().milestones(), MilestoneReached.class);
  }

  /** A network as its two records make it. */
  public record StoredNetwork(ScoreWeights weights, NetworkState state) {
    public long milestone() {
      return weights.getMilestone();
    }
  }

  /** What the networks of a milestone are, in their order. */
  List<NetworkState> states(long milestone) {
    return networks(milestone).stream().map(StoredNetwork::state).toList();
  }

  /** Waits for so many milestones; throws what ended the trainer, where something did. */
  void awaitMilestones(Running trainer, int count) {
    awaitUntil(() -> milestones().size() >= count, List.of(trainer));
  }

  /** How many networks of a milestone, and their training states, are where it says. */
  int found(MilestoneReached reached) {
    int weights =
        found(reached, clients.topics().weights(), ScoreWeights.class, NetworkRecords::getWeights);
    int states =
        found(
            reached,
            clients.topics().trainingState(),
            TrainingState.class,
            NetworkRecords::getState);
    return Math.min(weights, states);
  }

  private <V extends SpecificRecord> int found(
      MilestoneReached reached,
      Topic topic,
      Class<V> type,
      Function<NetworkRecords, RecordOffset> place) {
    Map<String, RecordOffset> places = new HashMap<>();
    reached
        .getNetworks()
        .forEach(at -> places.put(Keys.network("r", at.getNetwork()), place.apply(at)));
    try (RecordFetcher<V> fetcher = new RecordFetcher<>(clients, "test", topic, type)) {
      return (int)
          fetcher.fetchAll(places).values().stream()
              .filter(fetched -> fetched instanceof Fetched.Found<V>)
              .count();
    }
  }

  List<StoredNetwork> networks(long milestone) {
    return networks().stream().filter(network -> network.milestone() == milestone).toList();
  }

  /** All networks that were ever committed, by milestone, half and number. */
  public List<StoredNetwork> networks() {
    Map<String, Deque<TrainingState>> states = new HashMap<>();
    for (TrainingState state : topics.read(clients.topics().trainingState(), TrainingState.class)) {
      String key = state.getRun() + state.getMilestone() + state.getHalf() + state.getNetwork();
      states.computeIfAbsent(key, it -> new ArrayDeque<>()).addLast(state);
    }
    List<StoredNetwork> networks = new ArrayList<>();
    for (ScoreWeights weights : topics.read(clients.topics().weights(), ScoreWeights.class)) {
      String key =
          weights.getRun() + weights.getMilestone() + weights.getHalf() + weights.getNetwork();
      networks.add(
          new StoredNetwork(
              weights,
              NetworkEvents.state(
                  new Run(requireNonNull(applied.get(weights.getRun()))),
                  weights,
                  requireNonNull(states.get(key)).removeFirst())));
    }
    networks.sort(
        Comparator.comparing(StoredNetwork::milestone)
            .thenComparing(network -> network.weights().getHalf())
            .thenComparing(network -> network.weights().getNetwork()));
    return networks;
  }

  List<DriftState> drift() {
    return topics.read(clients.topics().drift(), DriftState.class);
  }

  public List<SampleBatch> samples() {
    return topics.read(clients.topics().samples(), SampleBatch.class);
  }

  /** Milestones with the time in milliseconds at which they were written. */
  public void milestonesAt(BiConsumer<Long, MilestoneReached> each) {
    Topic topic = clients.topics().milestones();
    EventReader<MilestoneReached> reader =
        new EventReader<>(connection, topic, MilestoneReached.class);
    TopicScan.all(clients, topic, record -> each.accept(record.timestamp(), reader.read(record)));
  }

  List<Metric> metrics() {
    return topics.read(clients.topics().trainingMetrics(), Metric.class);
  }

  public List<ConsumerRecord<String, byte[]>> deadLetters() {
    return topics.deadLetters();
  }

  private void write(Topic topic, String key, SpecificRecord event) {
    topics.send(topic, PARTITION, key, event);
  }
}
