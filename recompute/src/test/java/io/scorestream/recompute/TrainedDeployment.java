package io.scorestream.recompute;

import static java.util.Objects.requireNonNull;

import io.scorestream.checkpoints.TrainedNetworks;
import io.scorestream.checkpoints.WholeMilestone;
import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.evaluator.measure.Comparison;
import io.scorestream.evaluator.measure.GenerationSet;
import io.scorestream.evaluator.robust.MilestoneNetwork;
import io.scorestream.evaluator.robust.ScoreEvaluation;
import io.scorestream.evaluator.samples.Samples;
import io.scorestream.evaluator.wasserstein.WassersteinEvaluation;
import io.scorestream.events.Activation;
import io.scorestream.events.DataType;
import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.HoldOutSpec;
import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.MilestoneSpec;
import io.scorestream.events.NetworkRecords;
import io.scorestream.events.NetworkSpec;
import io.scorestream.events.OptimiserSpec;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.SampleOffset;
import io.scorestream.events.ScoreWeights;
import io.scorestream.events.codec.Floats;
import io.scorestream.fixtures.StoredTopics;
import io.scorestream.ledger.Ledger;
import io.scorestream.ledger.ReachedMilestone;
import io.scorestream.ledger.Records;
import io.scorestream.ledger.Verified;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.NetworkTrainer;
import io.scorestream.model.TensorFlowRuntime;
import io.scorestream.rows.Rows;
import io.scorestream.run.LawSpecs;
import io.scorestream.run.NetworkEvents;
import io.scorestream.run.Run;
import io.scorestream.run.RunDraft;
import io.scorestream.run.RunState;
import io.scorestream.run.Shard;
import io.scorestream.run.TrainingPlan;
import io.scorestream.run.encoding.Standardiser;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.sampler.draw.NetworkSampler;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import io.scorestream.trainer.cache.DamagePolicy;
import io.scorestream.trainer.cache.SampleCache;
import io.scorestream.trainer.cache.SampleLog;
import io.scorestream.trainer.cache.SourceIdentity;
import io.scorestream.trainer.progress.MilestoneEvents;
import io.scorestream.trainer.training.KeptSamples;
import io.scorestream.trainer.training.MilestoneTraining;
import io.scorestream.trainer.training.TrainedMilestone;
import io.scorestream.trainer.training.TrainingSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A small run in memory that was really trained, sampled and evaluated, for tests to damage: two
 * shards, and two more on each half of the samples, running means of weights, two milestones, and
 * samples of which some come twice. For one thread.
 */
final class TrainedDeployment extends StoredTopics implements Records {

  static final TopicCatalogue TOPICS = new TopicCatalogue("test");
  static final Duration BUDGET = Duration.ofSeconds(10);
  static final RunState STATE = RunState.of(run());

  private static final int SAMPLES = 400;
  private static final int IN_RECORD = 30;
  private static final List<Long> MILESTONES = List.of(64L, 128L);

  private final List<TrainingPlan> plans = new ArrayList<>(List.of(STATE.training()));
  private final Map<String, List<RecordOffset>> generations;

  private TrainedDeployment() {
    super(3);
    this.generations = new HashMap<>();
  }

  /** The same, to be damaged. */
  TrainedDeployment(TrainedDeployment other) {
    super(other);
    this.generations = other.generations;
  }

  private static Run run() {
    GaussianLaw law = new GaussianLaw(new double[2], new double[] {1, 0.5, 0.5, 1});
    RunSpec draft =
        new RunDraft(
                "r",
                TOPICS.samples().name(),
                "s",
                Standardiser.identity(2),
                LawSpecs.spec("law", law),
                4,
                128L,
                7)
            .spec();
    return new Run(
        RunSpec.newBuilder(draft)
            .setShards(2)
            .setHalves(true)
            .setNetwork(
                NetworkSpec.newBuilder()
                    .setHiddenWidths(List.of(8))
                    .setActivation(Activation.SILU)
                    .build())
            .setOptimiser(
                OptimiserSpec.newBuilder()
                    .setLearningRate(1e-2)
                    .setBatchSize(16)
                    .setEpochs(10)
                    .setMinSteps(20)
                    .setMaxSteps(60)
                    .setAveraging(0.1)
                    .build())
            .setMilestones(new MilestoneSpec(64L, 2.0, 128L))
            .setHoldOut(new HoldOutSpec(0.2, 3L))
            .setEvaluation(
                EvaluationSpec.newBuilder(draft.getEvaluation())
                    .setDraws(300)
                    .setGenerations(200)
                    .setProjections(20)
                    .setFloorPairs(5)
                    .build())
            .build());
  }

  /**
   * Trains, samples and evaluates.
   *
   * @param folder for the samples
   */
  static TrainedDeployment trained(Path folder) {
    TrainedDeployment deployment = new TrainedDeployment();
    deployment.fill(folder);
    return deployment;
  }

  /** What recomputation is given of it. */
  Verified verified() {
    Ledger ledger =
        new Ledger(new TreeMap<>(), new TreeSet<>(), List.of(), List.of(), 0, List.of(), List.of());
    return new Verified(
        ledger,
        TOPICS,
        this,
        events(TOPICS.milestones(), MilestoneReached.class).stream()
            .map(it -> new ReachedMilestone(STATE, plans, it))
            .toList(),
        generations);
  }

  /** Lets the run have been trained by another plan too, later. */
  void addPlan(TrainingPlan plan) {
    plans.add(0, plan);
  }

  private void fill(Path folder) {
    SampleCache cache = new SampleCache(folder, Long.MAX_VALUE, DamagePolicy.FAIL);
    SourceIdentity identity = new SourceIdentity("", TOPICS.samples().name(), "", 0, "s", 2);
    Map<Long, Integer> firsts = new HashMap<>();
    try (SampleLog log = cache.open(identity)) {
      float[] normals = normals();
      for (int first = 0; first < SAMPLES; first += IN_RECORD) {
        // Each begins with samples that were there before.
        int lead = Math.min(first, 5);
        int end = Math.min(first + IN_RECORD, SAMPLES);
        RecordOffset at = addSamples(first - lead, end, normals);
        firsts.put(at.getOffset(), first - lead);
        log.append(at.getOffset(), first, lead, Floats.bytes(part(normals, first, end)));
      }
      STATE.shards().forEach(shard -> train(shard, log));
      Samples samples =
          (run, subset, place, limit) ->
              before(normals, firsts, run, subset.of(run), place.get(0), limit);
      MILESTONES.forEach(m -> sampleAndEvaluate(m, samples));
    }
  }

  private static float[] normals() {
    RandomGenerator rng = Seeds.generator(11);
    float[] normals = new float[2 * SAMPLES];
    for (int i = 0; i < normals.length; i++) {
      normals[i] = (float) rng.nextGaussian();
    }
    return normals;
  }

  private static float[] part(float[] rows, int first, int end) {
    return Arrays.copyOfRange(rows, 2 * first, 2 * end);
  }

  private RecordOffset addSamples(int first, int end, float[] normals) {
    return add(
        TOPICS.samples(),
        0,
        "s",
        SampleBatch.newBuilder()
            .setSource("s")
            .setFirstSequence(first)
            .setCount(end - first)
            .setDimension(2)
            .setDtype(DataType.FLOAT32_LE)
            .setData(Floats.bytes(part(normals, first, end)))
            .build());
  }

  private static Rows before(
      float[] normals,
      Map<Long, Integer> firsts,
      Run run,
      LongPredicate isWanted,
      SampleOffset end,
      int limit) {
    int last = requireNonNull(firsts.get(end.getOffset())) + end.getSamples();
    List<Rows> found =
        IntStream.range(0, last)
            .filter(isWanted::test)
            .limit(limit)
            .mapToObj(i -> Rows.of(part(normals, i, i + 1), 2))
            .toList();
    return Rows.joined(run.sampleDimension(), found);
  }

  private void train(Shard shard, SampleLog log) {
    try (NetworkTrainer bank = NetworkTrainer.open(shard.bank(), DevicePreference.CPU)) {
      bank.initialise(shard.seed());
      KeptSamples kept = new KeptSamples(log, shard.run().holdOut(), shard.trained());
      for (long m : MILESTONES) {
        kept.reach(m, row -> {});
        TrainingSet set = kept.first((int) m);
        TrainedMilestone trained =
            new MilestoneTraining(shard.run(), STATE.training(), shard.seed(), bank)
                .train(set, log.rows(m + set.heldOut()), (done, total) -> true)
                .orElseThrow();
        publish(shard, set, trained, bank.state());
      }
    }
  }

  private void publish(
      Shard shard, TrainingSet set, TrainedMilestone trained, List<NetworkState> states) {
    long m = set.milestone();
    double confidence = shard.run().spec().getEvaluation().getConfidence();
    List<NetworkRecords> records = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      int network = shard.networks().get(i);
      String key = Keys.network("r", network, shard.half());
      List<Double> losses =
          List.of(trained.losses().loss(network - shard.first(), confidence).mean());
      records.add(
          new NetworkRecords(
              network,
              add(
                  TOPICS.weights(),
                  0,
                  key,
                  NetworkEvents.weights(
                      shard, network, m, set.place(), states.get(i).weights(), losses, 1)),
              add(
                  TOPICS.trainingState(),
                  0,
                  key,
                  NetworkEvents.state(shard, network, m, states.get(i), 1))));
    }
    add(
        TOPICS.milestones(),
        0,
        Keys.shardMilestone("r", m, shard.number()),
        MilestoneEvents.reached(shard, trained, set, records, device(), "test", 1));
  }

  static String device() {
    return TensorFlowRuntime.start().device(DevicePreference.CPU).name();
  }

  private void sampleAndEvaluate(long m, Samples samples) {
    Run run = STATE.run();
    Map<Integer, ScoreWeights> events = new TreeMap<>();
    events(TOPICS.weights(), ScoreWeights.class).stream()
        .filter(it -> it.getMilestone() == m && it.getHalf().name().equals("BOTH"))
        .forEach(it -> events.put(it.getNetwork(), it));
    List<NetworkWeights> networks =
        events.values().stream().map(it -> NetworkEvents.weights(run, it)).toList();
    try (NetworkSampler sampler = new NetworkSampler(DevicePreference.CPU, 1)) {
      WholeMilestone whole = new WholeMilestone(m, 0, new LinkedHashMap<>(), place(m));
      Rows points = sampler.generations(run, new TrainedNetworks(whole, networks), remaining -> {});
      int half = points.count() / 2;
      List<RecordOffset> places = new ArrayList<>();
      places.add(addBatch(m, 0, points.first(half)));
      places.add(addBatch(m, 1, points.range(half, points.count())));
      generations.put(Keys.milestone("r", m), places);
      evaluate(m, events, points, samples);
    }
  }

  private List<SampleOffset> place(long m) {
    return events(TOPICS.milestones(), MilestoneReached.class).stream()
        .filter(it -> it.getMilestone() == m)
        .findFirst()
        .orElseThrow()
        .getOffsets();
  }

  private RecordOffset addBatch(long m, int number, Rows points) {
    return add(
        TOPICS.generations(),
        0,
        Keys.milestone("r", m),
        GenerationBatch.newBuilder()
            .setRun("r")
            .setMilestone(m)
            .setBatch(number)
            .setBatches(2)
            .setCount(points.count())
            .setDimension(2)
            .setDtype(DataType.FLOAT32_LE)
            .setData(Floats.bytes(points.numbers()))
            .setSeed(STATE.run().spec().getSeed())
            .setUpdate(STATE.run().plan().update().name())
            .setSteps(4)
            .setOffsets(place(m))
            .setDevice(device())
            .setSpecHash(STATE.run().hash())
            .build());
  }

  private void evaluate(long m, Map<Integer, ScoreWeights> events, Rows points, Samples samples) {
    Run run = STATE.run();
    try (ScoreEvaluation scores = new ScoreEvaluation(samples, DevicePreference.CPU)) {
      events.forEach(
          (k, event) ->
              scores
                  .evaluate(run, k, MilestoneNetwork.of(run, event), Optional.empty())
                  .metrics()
                  .forEach(
                      it -> addMetric(TOPICS.robustErrorMetrics(), Keys.timestep("r", m, k), it)));
    }
    WassersteinEvaluation distances = new WassersteinEvaluation(samples, BUDGET);
    GenerationSet set = new GenerationSet(m, points, place(m));
    for (Comparison comparison : Comparison.values()) {
      distances
          .evaluate(run, set, comparison)
          .metrics()
          .forEach(it -> addMetric(TOPICS.wassersteinMetrics(), Keys.milestone("r", m), it));
    }
  }

  private void addMetric(Topic topic, String key, Metric metric) {
    add(topic, 0, key, metric);
  }

  @Override
  public int partitions(Topic topic) {
    return 1;
  }

  @Override
  public SortedMap<Integer, Long> starts(Topic topic) {
    return new TreeMap<>();
  }

  @Override
  public SortedMap<Integer, Long> read(
      Topic topic, Consumer<ConsumerRecord<String, byte[]>> taker) {
    records(topic).forEach(taker);
    return new TreeMap<>();
  }

  @Override
  public void close() {}
}
