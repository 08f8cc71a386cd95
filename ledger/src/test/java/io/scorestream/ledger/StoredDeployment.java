package io.scorestream.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.DataType;
import io.scorestream.events.Evidence;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.NetworkRecords;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.SampleOffset;
import io.scorestream.events.ServiceActivity;
import io.scorestream.events.SourceInfo;
import io.scorestream.events.Verdict;
import io.scorestream.events.codec.Floats;
import io.scorestream.fixtures.SmallRun;
import io.scorestream.fixtures.StoredTopics;
import io.scorestream.ledger.Cluster.OpenTransaction;
import io.scorestream.ledger.Cluster.TopicCopies;
import io.scorestream.run.Hashes;
import io.scorestream.run.NetworkEvents;
import io.scorestream.run.Run;
import io.scorestream.run.Shard;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.service.kafka.ServerCertificate;
import io.scorestream.topics.Keys;
import io.scorestream.topics.MetricName;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A small deployment in memory, as services would have filled its topics, for tests to damage: one
 * source, one run of two shards, two milestones. For one thread.
 */
final class StoredDeployment extends StoredTopics implements Records {

  static final TopicCatalogue TOPICS = new TopicCatalogue("test");
  static final long NOW = 1_000_000_000L;
  static final List<Long> MILESTONES = List.of(256L, 512L);
  static final Run RUN = run();

  private static final int PARTITIONS = 4;
  private static final int SAMPLES = 700;

  final Map<String, SortedMap<Integer, Long>> starts = new HashMap<>();
  final Map<String, SortedMap<Integer, Long>> stops = new HashMap<>();
  final List<OpenTransaction> transactions = new ArrayList<>();
  final List<ServerCertificate> certificates = new ArrayList<>();
  final SortedMap<String, String> silent = new TreeMap<>();
  List<String> plain = List.of();
  Set<Integer> owned = Set.of();
  int trainers;

  private final int batch;
  private final String chance;

  private StoredDeployment(int batch, String chance) {
    super(chance.length());
    this.batch = batch;
    this.chance = chance;
  }

  /** One in which all is as it should be. */
  static StoredDeployment healthy() {
    return filled(50, "one");
  }

  /**
   * The same, computed under other circumstances.
   *
   * @param batch samples in a record
   * @param chance decides all that chance decides: offsets, epochs, times, devices
   */
  static StoredDeployment filled(int batch, String chance) {
    StoredDeployment deployment = new StoredDeployment(batch, chance);
    deployment.fill();
    return deployment;
  }

  private static Run run() {
    RunSpec spec = SmallRun.named("r", 8).spec();
    return new Run(
        RunSpec.newBuilder(spec).setSamplesTopic(TOPICS.samples().name()).setShards(2).build());
  }

  /** The ledger of what is there. */
  Ledger ledger() {
    return ledger(Optional.empty());
  }

  Ledger ledger(Optional<String> run) {
    return verified(run).ledger();
  }

  /** The same, with what is handed on. */
  Verified verified() {
    return verified(Optional.empty());
  }

  private Verified verified(Optional<String> run) {
    Cluster cluster =
        new Cluster(
            List.of(new TopicCopies("test.samples.v1", 3, 2, 0)), transactions, owned, trainers);
    ClusterCertificates shown = new ClusterCertificates(plain, certificates, silent);
    return new Verification(this, cluster, shown, TOPICS, run, NOW).verified();
  }

  /** Asserts that something is found there. */
  void assertFinds(String place, String problem) {
    assertThat(ledger().findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.place()).startsWith(place);
              assertThat(finding.problem()).contains(problem);
              assertThat(finding.remedy()).isNotBlank();
            });
  }

  /** Adds what a service says of itself. */
  void addActivity(ServiceActivity activity, long at) {
    String key = Keys.activity(activity.getService(), activity.getInstance());
    put(TOPICS.activity(), record(TOPICS.activity(), 0, 0, at, key, new byte[0]), activity);
  }

  /** Adds a dead letter. */
  void addLetter(String key, String bytes, String written, long offset) {
    ConsumerRecord<String, byte[]> letter =
        record(TOPICS.deadLetters(), 0, offset, 8, key, bytes.getBytes(UTF_8));
    letter.headers().add("scorestream.timestamp", written.getBytes(UTF_8));
    put(TOPICS.deadLetters(), letter, null);
  }

  /** The first event of a kind. */
  <V extends SpecificRecord> V first(Topic topic, Class<V> type) {
    return events(topic, type).get(0);
  }

  private void fill() {
    add(TOPICS.runs(), 0, RUN.id(), RUN.spec());
    add(TOPICS.sources(), 0, "s", source());
    for (int first = 0; first < SAMPLES; first += batch) {
      addSamples(first, Math.min(batch, SAMPLES - first), 1);
    }
    for (long m : MILESTONES) {
      RUN.shards().forEach(shard -> addMilestone(shard, m));
      for (MilestoneReached reached : reached(m)) {
        ExpectedMetrics.ofTraining(reached).forEach(this::addMetric);
        ExpectedMetrics.ofNetworks(RUN, reached).forEach(this::addMetric);
      }
      ExpectedMetrics.ofWhole(RUN, reached(m).get(0)).forEach(this::addMetric);
      addGenerations(m, 0);
      addGenerations(m, 1);
      ExpectedMetrics.ofGenerations(RUN, reached(m).get(0)).forEach(this::addMetric);
      addMetric(
          MetricId.of(
              ExpectedMetrics.DISTANCES, Keys.milestone(RUN.id(), m), MetricName.SLICED_W2));
    }
  }

  private static SourceInfo source() {
    return SourceInfo.newBuilder()
        .setSource("s")
        .setPartition(0)
        .setDimension(2)
        .setColumns(List.of())
        .setOrigin("a test")
        .setCreatedBy("a test")
        .build();
  }

  /**
   * Adds a batch of samples.
   *
   * @param factor of the numbers, 1 for those of the source
   */
  void addSamples(long first, int count, float factor) {
    float[] numbers = new float[2 * count];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = factor * (2 * first + i);
    }
    add(TOPICS.samples(), 0, "s", samples(first, count, numbers));
  }

  static SampleBatch samples(long first, int count, float... numbers) {
    return SampleBatch.newBuilder()
        .setSource("s")
        .setFirstSequence(first)
        .setCount(count)
        .setDimension(2)
        .setDtype(DataType.FLOAT32_LE)
        .setData(Floats.bytes(numbers))
        .build();
  }

  private List<MilestoneReached> reached(long m) {
    return events(TOPICS.milestones(), MilestoneReached.class).stream()
        .filter(it -> it.getMilestone() == m)
        .toList();
  }

  private void addMilestone(Shard shard, long m) {
    List<NetworkRecords> networks = new ArrayList<>();
    long end = RUN.holdOut().samplesFor("s", m);
    List<SampleOffset> place =
        List.of(
            new SampleOffset(
                0, (end - 1) / batch + chance.length(), (int) ((end - 1) % batch) + 1));
    for (int network : shard.networks()) {
      float[] numbers = new float[RUN.network().parameters()];
      Arrays.fill(numbers, network + m / 1024f);
      NetworkState state = new NetworkState(new NetworkWeights(numbers, m), numbers, numbers);
      int partition = Keys.networkPartition("r", network, PARTITIONS);
      String key = Keys.network("r", network);
      networks.add(
          new NetworkRecords(
              network,
              add(
                  TOPICS.weights(),
                  partition,
                  key,
                  NetworkEvents.weights(
                      shard, network, m, place, state.weights(), List.of(0.5), epoch())),
              add(
                  TOPICS.trainingState(),
                  partition,
                  key,
                  NetworkEvents.state(shard, network, m, state, epoch()))));
    }
    add(
        TOPICS.milestones(),
        Keys.shardPartition("r", shard.number(), PARTITIONS),
        Keys.shardMilestone("r", m, shard.number()),
        MilestoneReached.newBuilder(SmallRun.reached(shard, m, allPlaces()))
            .setOffsets(place)
            .setNetworks(networks)
            .setHeldOut(end - m)
            .setSamplesHash(hash(end))
            .setSeconds(chance.hashCode())
            .setDevice(chance)
            .setEpoch(epoch())
            .setInstance(chance)
            .build());
  }

  /** Of the first samples, as {@link #addSamples} makes them. */
  private static String hash(long samples) {
    float[] numbers = new float[Math.toIntExact(2 * samples)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    return Hashes.of(Floats.bytes(numbers));
  }

  private static List<RecordOffset> allPlaces() {
    return Collections.nCopies(SmallRun.TIMESTEPS, new RecordOffset(0, 0L));
  }

  private int epoch() {
    return chance.length();
  }

  private void addGenerations(long m, int number) {
    add(
        TOPICS.generations(),
        Keys.generationPartition("r", m, PARTITIONS),
        Keys.milestone("r", m),
        GenerationBatch.newBuilder()
            .setRun("r")
            .setMilestone(m)
            .setBatch(number)
            .setBatches(2)
            .setCount(4)
            .setDimension(2)
            .setDtype(DataType.FLOAT32_LE)
            .setData(Floats.bytes(new float[] {m, number, 3, 4, 5, 6, 7, 8}))
            .setSeed(RUN.spec().getSeed())
            .setUpdate(RUN.spec().getEvaluation().getUpdate().name())
            .setSteps(SmallRun.TIMESTEPS)
            .setOffsets(List.of())
            .setDevice(chance)
            .setSpecHash(RUN.hash())
            .build());
  }

  /** Adds a metric; of times the value is chance. */
  void addMetric(MetricId id) {
    String[] key = id.entry().split("/", -1);
    boolean ofShard = key.length > 3 && key[3].startsWith("shard-");
    boolean isTime = id.metric().endsWith("seconds") || id.metric().endsWith("per_second");
    boolean isError = id.metric().equals(MetricName.ROBUST_ERROR.text());
    Double target = RUN.spec().getEvaluation().getTargetEpsilon();
    Metric metric =
        Metric.newBuilder()
            .setRun(key[1])
            .setMilestone(Long.parseLong(key[2]))
            .setShard(ofShard ? Integer.valueOf(key[3].substring(6)) : null)
            .setTimestep(key.length > 3 && !ofShard ? Integer.valueOf(key[3]) : null)
            .setMetric(id.metric())
            .setDelta(id.delta())
            .setValue(isTime ? chance.hashCode() : id.hashCode())
            .setN(10)
            .setEvidence(Evidence.EMPIRICAL)
            .setDevice(chance)
            .setEpsilon(isError ? target : null)
            .setVerdict(isError ? Verdict.CERTIFIED : null)
            .build();
    Topic topic =
        TOPICS.metrics().stream()
            .filter(it -> it.entity().equals(key[0]))
            .findFirst()
            .orElseThrow();
    add(topic, Keys.partition("r", PARTITIONS), MetricId.key(metric), metric);
  }

  @Override
  public int partitions(Topic topic) {
    return PARTITIONS;
  }

  @Override
  public SortedMap<Integer, Long> starts(Topic topic) {
    return starts.getOrDefault(topic.entity(), new TreeMap<>());
  }

  @Override
  public SortedMap<Integer, Long> read(
      Topic topic, Consumer<ConsumerRecord<String, byte[]>> taker) {
    records(topic).forEach(taker);
    return stops.getOrDefault(topic.entity(), new TreeMap<>());
  }

  @Override
  public void close() {}
}
