package io.scorestream.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

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
import io.scorestream.events.codec.Floats;
import io.scorestream.fixtures.SmallRun;
import io.scorestream.ledger.Cluster.OpenTransaction;
import io.scorestream.ledger.Cluster.TopicCopies;
import io.scorestream.run.Hashes;
import io.scorestream.run.NetworkEvents;
import io.scorestream.run.Run;
import io.scorestream.run.Shard;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.service.ScorestreamException;
import io.scorestream.topics.Keys;
import io.scorestream.topics.MetricName;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * A small deployment in memory, as services would have filled its topics, for tests to damage: one
 * source, one run of two shards, two milestones. For one thread.
 */
final class StoredDeployment implements Records {

  static final TopicCatalogue TOPICS = new TopicCatalogue("test");
  static final long NOW = 1_000_000_000L;
  static final List<Long> MILESTONES = List.of(256L, 512L);
  static final Run RUN = run();

  private static final int PARTITIONS = 4;
  private static final int SAMPLES = 700;

  final Map<String, SortedMap<Integer, Long>> starts = new HashMap<>();
  final Map<String, SortedMap<Integer, Long>> stops = new HashMap<>();
  final List<OpenTransaction> transactions = new ArrayList<>();
  Set<Integer> owned = Set.of();
  int trainers;

  private final Map<String, List<Stored>> topics = new LinkedHashMap<>();
  private final Map<String, Long> ends = new HashMap<>();
  private final int batch;
  private final String chance;

  /**
   * What lies at a place.
   *
   * @param failure why it cannot be read
   */
  record Stored(
      ConsumerRecord<String, byte[]> record,
      @Nullable SpecificRecord event,
      @Nullable ScorestreamException failure) {}

  private StoredDeployment(int batch, String chance) {
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
    Cluster cluster =
        new Cluster(
            List.of(new TopicCopies("test.samples.v1", 3, 2, 0)), transactions, owned, trainers);
    return new Verification(this, cluster, TOPICS, run, NOW).ledger();
  }

  /** Adds a record. */
  RecordOffset add(Topic topic, int partition, String key, @Nullable SpecificRecord event) {
    byte[] value = event == null ? null : event.toString().getBytes(UTF_8);
    return add(topic, partition, key, value, event, null);
  }

  /** Adds a record that cannot be read. */
  RecordOffset addBad(Topic topic, int partition, String key, ScorestreamException failure) {
    return add(topic, partition, key, "bad".getBytes(UTF_8), null, failure);
  }

  private RecordOffset add(
      Topic topic,
      int partition,
      String key,
      byte @Nullable [] value,
      @Nullable SpecificRecord event,
      @Nullable ScorestreamException failure) {
    long offset = ends.merge(topic.name() + partition, 1L, Long::sum) - 1 + chance.length();
    put(
        topic,
        new Stored(
            new ConsumerRecord<>(
                topic.name(),
                partition,
                offset,
                7L,
                TimestampType.CREATE_TIME,
                1,
                1,
                key,
                value,
                new RecordHeaders(),
                Optional.empty()),
            event,
            failure));
    return new RecordOffset(partition, offset);
  }

  /** Adds what a service says of itself. */
  void addActivity(ServiceActivity activity, long at) {
    String key = Keys.activity(activity.getService(), activity.getInstance());
    put(
        TOPICS.activity(),
        new Stored(
            new ConsumerRecord<>(
                TOPICS.activity().name(),
                0,
                0,
                at,
                TimestampType.CREATE_TIME,
                1,
                1,
                key,
                new byte[0],
                new RecordHeaders(),
                Optional.empty()),
            activity,
            null));
  }

  /** Adds a dead letter. */
  void addLetter(String key, String bytes, String written, long offset) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("scorestream.timestamp", written.getBytes(UTF_8));
    put(
        TOPICS.deadLetters(),
        new Stored(
            new ConsumerRecord<>(
                TOPICS.deadLetters().name(),
                0,
                offset,
                8L,
                TimestampType.CREATE_TIME,
                1,
                1,
                key,
                bytes.getBytes(UTF_8),
                headers,
                Optional.empty()),
            null,
            null));
  }

  private void put(Topic topic, Stored stored) {
    topics.computeIfAbsent(topic.name(), name -> new ArrayList<>()).add(stored);
  }

  /** Takes records away, and says how many. */
  <V extends SpecificRecord> int remove(Topic topic, Class<V> type, Predicate<V> which) {
    List<Stored> all = topics.getOrDefault(topic.name(), List.of());
    int before = all.size();
    all.removeIf(it -> type.isInstance(it.event()) && which.test(type.cast(it.event())));
    return before - all.size();
  }

  /** Puts other events in the place of some. */
  <V extends SpecificRecord> void replace(
      Topic topic, Class<V> type, Predicate<V> which, Function<V, V> change) {
    topics
        .getOrDefault(topic.name(), List.of())
        .replaceAll(
            it ->
                type.isInstance(it.event()) && which.test(type.cast(it.event()))
                    ? new Stored(it.record(), change.apply(type.cast(it.event())), null)
                    : it);
  }

  /** What lies at an offset. */
  String bytes(Topic topic, long offset) {
    return topics.getOrDefault(topic.name(), List.of()).stream()
        .map(Stored::record)
        .filter(it -> it.offset() == offset)
        .map(it -> new String(it.value(), UTF_8))
        .findFirst()
        .orElseThrow();
  }

  /** The first event of a kind. */
  <V extends SpecificRecord> V first(Topic topic, Class<V> type) {
    return type.cast(
        topics.getOrDefault(topic.name(), List.of()).stream()
            .map(Stored::event)
            .filter(type::isInstance)
            .findFirst()
            .orElseThrow());
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
    return topics.getOrDefault(TOPICS.milestones().name(), List.of()).stream()
        .map(it -> requireNonNull((MilestoneReached) it.event()))
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
            .setSpecHash(RUN.hash())
            .build());
  }

  /** Adds a metric; of times the value is chance. */
  void addMetric(MetricId id) {
    String[] key = id.entry().split("/", -1);
    boolean ofShard = key.length > 3 && key[3].startsWith("shard-");
    boolean isTime = id.metric().endsWith("seconds") || id.metric().endsWith("per_second");
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
    topics.getOrDefault(topic.name(), List.of()).forEach(it -> taker.accept(it.record()));
    return stops.getOrDefault(topic.entity(), new TreeMap<>());
  }

  @Override
  public <V extends SpecificRecord> Function<ConsumerRecord<String, byte[]>, @Nullable V> decoder(
      Topic topic, Class<V> type) {
    Map<ConsumerRecord<String, byte[]>, Stored> known = new HashMap<>();
    topics.getOrDefault(topic.name(), List.of()).forEach(it -> known.put(it.record(), it));
    return record -> {
      Stored stored = known.get(record);
      if (stored != null && stored.failure() != null) {
        throw stored.failure();
      }
      return stored == null ? null : type.cast(stored.event());
    };
  }
}
