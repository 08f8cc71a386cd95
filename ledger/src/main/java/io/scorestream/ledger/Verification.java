package io.scorestream.ledger;

import io.scorestream.events.DriftState;
import io.scorestream.events.Forecast;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.GenerationReply;
import io.scorestream.events.GenerationRequest;
import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.NetworkRecords;
import io.scorestream.events.RunCommand;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.ScoreWeights;
import io.scorestream.events.ServiceActivity;
import io.scorestream.events.SourceInfo;
import io.scorestream.events.TrainingState;
import io.scorestream.run.RunState;
import io.scorestream.run.Shard;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads a deployment's topics once, each from its start to where it ends then, and writes the
 * ledger of what they hold.
 *
 * <p>What others are held to is read before them: dead letters before the records that they are of;
 * milestones before all that is committed with them or follows from them, so that what is written
 * meanwhile is missed by nobody. Memory is bounded by what is kept of each milestone, network,
 * batch of generations, key of metrics and dead letter, and no record is kept; it does not grow
 * with the samples. Owned by one thread.
 */
public final class Verification {

  private final Records records;
  private final Cluster cluster;
  private final ClusterCertificates certificates;
  private final TopicCatalogue topics;
  private final LedgerDraft draft = new LedgerDraft();
  private final Letters letters = new Letters();
  private final Runs runs;
  private final MilestoneLedger milestones;
  private final Workers workers;
  private final TopicReading reading;
  private final GenerationLedger generations;

  /**
   * @param run the one run that the ledger is to be of; empty for all of them
   * @param now milliseconds since 1970
   */
  Verification(
      Records records,
      Cluster cluster,
      ClusterCertificates certificates,
      TopicCatalogue topics,
      Optional<String> run,
      long now) {
    this.records = records;
    this.cluster = cluster;
    this.certificates = certificates;
    this.topics = topics;
    this.runs = new Runs(run, letters, draft);
    this.milestones = new MilestoneLedger(topics.samples().name(), draft);
    this.workers = new Workers(now);
    this.reading = new TopicReading(records, letters, draft);
    this.generations = new GenerationLedger(topics.generations(), runs, milestones, draft);
  }

  /** The ledger now, as {@link #read} has it. */
  public static Ledger of(KafkaClients clients, Optional<String> run) {
    try (Verified verified = read(clients, run)) {
      return verified.ledger();
    }
  }

  /**
   * Writes the ledger, and keeps its records at hand until what it returns is closed.
   *
   * @param run the one run that it is to be of; empty for all of them
   * @throws ScorestreamException with {@link Reason#UNAVAILABLE} when Kafka or the registry does
   *     not answer, with {@link Reason#USAGE} when there is no such run
   */
  public static Verified read(KafkaClients clients, Optional<String> run) {
    long now = System.currentTimeMillis();
    ClusterCertificates.requireAnswers(clients, Instant.ofEpochMilli(now));
    TopicCatalogue topics = clients.topics();
    // Names the first that is not there, which none of what follows would.
    topics.all().forEach(clients::partitions);
    Cluster cluster = ClusterReading.ask(clients, now);
    Records records = new KafkaRecords(clients, cluster.hung(topics.prefix()));
    ClusterCertificates certificates = ClusterCertificates.read(clients, Instant.ofEpochMilli(now));
    return new Verification(records, cluster, certificates, topics, run, now).verified();
  }

  /** Reads and checks all of it; once. */
  Verified verified() {
    cluster.report(draft, topics.prefix());
    certificates.report(draft);
    reading.letters(topics.deadLetters());
    read(topics.milestones(), MilestoneReached.class, milestones::take);
    readRuns();
    SampleLedger samples = new SampleLedger(runs.sources(), letters, draft);
    milestones.of(runs).forEach(it -> samples.await(state(it).run(), it.reached().getMilestone()));
    readNetworks();
    readSamples(samples);
    int partitions = records.partitions(topics.milestones());
    milestones.check(runs, samples, partitions);
    cluster.reportOwners(draft, runs, milestones, partitions);
    readOutcomes();
    letters.finish(draft);
    runs.finish();
    return new Verified(
        draft.finished(samples.totals()),
        topics,
        records,
        milestones.of(runs).stream()
            .filter(it -> isAsSpecified(state(it), it.reached()))
            .map(
                it ->
                    new ReachedMilestone(
                        state(it), runs.plans(it.reached().getRun()), it.reached()))
            .toList(),
        generations.places());
  }

  /** Of others nothing is computed again: they are findings as they are. */
  private static boolean isAsSpecified(RunState state, MilestoneReached reached) {
    List<Shard> shards = state.shards();
    if (reached.getShard() < 0 || reached.getShard() >= shards.size()) {
      return false;
    }
    Shard shard = shards.get(reached.getShard());
    return reached.getSpecHash().equals(state.run().hash())
        && reached.getHalf() == shard.half()
        && shard
            .networks()
            .equals(reached.getNetworks().stream().map(NetworkRecords::getNetwork).toList());
  }

  private void readRuns() {
    readAll(topics.runs(), RunSpec.class, runs::take);
    readAll(topics.commands(), RunCommand.class, runs::take);
    readAll(topics.sources(), SourceInfo.class, runs::take);
    runs.requireWanted();
  }

  private void readNetworks() {
    NetworkLedger networks = new NetworkLedger(runs, draft);
    milestones.of(runs).forEach(it -> networks.await(it, state(it)));
    Extent weights = read(topics.weights(), ScoreWeights.class, networks::takeWeights);
    Extent states = read(topics.trainingState(), TrainingState.class, networks::takeState);
    networks.finish(topics.weights(), weights.isCut(), topics.trainingState(), states.isCut());
  }

  /** A second time only where samples are there more than once. */
  private void readSamples(SampleLedger samples) {
    Topic topic = topics.samples();
    Map<Integer, Long> starts = records.starts(topic);
    reading.events(
        topic,
        SampleBatch.class,
        runs::isWantedSource,
        (record, batch) -> samples.take(record, batch, starts.containsKey(record.partition())));
    samples.finish();
    Map<String, Intervals> repeated = samples.repeated();
    if (!repeated.isEmpty()) {
      RepeatedSamples again = new RepeatedSamples(repeated, draft);
      reading.again(topic, SampleBatch.class, repeated::containsKey, again::take);
      again.finish();
    }
  }

  /** What follows from milestones. */
  private void readOutcomes() {
    int partitions = records.partitions(topics.generations());
    Extent generated =
        read(
            topics.generations(),
            GenerationBatch.class,
            (record, batch) -> generations.take(record, batch, partitions));
    MetricLedger metrics = new MetricLedger(runs, milestones, draft);
    Map<String, Extent> extents = new HashMap<>();
    for (Topic topic : topics.metrics()) {
      extents.put(
          topic.entity(),
          read(topic, Metric.class, (record, metric) -> metrics.take(topic, record, metric)));
    }
    // Of these nothing is expected, but that they can be read.
    read(topics.drift(), DriftState.class, (record, state) -> {});
    read(topics.forecasts(), Forecast.class, (record, forecast) -> {});
    readAll(topics.generationRequests(), GenerationRequest.class, (record, request) -> {});
    readAll(topics.generationReplies(), GenerationReply.class, (record, reply) -> {});
    readAll(topics.activity(), ServiceActivity.class, workers::take);
    generations.finish(outstanding("sampler", generated));
    Map<String, Outstanding> outstanding = new HashMap<>();
    extents.forEach(
        (topic, extent) ->
            outstanding.put(
                topic,
                topic.equals(ExpectedMetrics.TRAINING)
                    // Committed together with their milestone: there is nothing to wait for.
                    ? new Outstanding(draft, "trainer", false, extent.isCut())
                    : outstanding("evaluator", extent)));
    metrics.finish(generations, outstanding);
  }

  private Outstanding outstanding(String maker, Extent extent) {
    return new Outstanding(draft, maker, workers.services().contains(maker), extent.isCut());
  }

  private RunState state(MilestoneLedger.Said said) {
    return runs.current(said.reached().getRun(), said.reached().getIncarnation()).orElseThrow();
  }

  /** Reads a topic whose keys begin with a run. */
  private <V extends SpecificRecord> Extent read(
      Topic topic, Class<V> type, BiConsumer<ConsumerRecord<String, byte[]>, @Nullable V> taker) {
    return reading.events(topic, type, runs::isWantedKey, taker);
  }

  private <V extends SpecificRecord> Extent readAll(
      Topic topic, Class<V> type, BiConsumer<ConsumerRecord<String, byte[]>, @Nullable V> taker) {
    return reading.events(topic, type, key -> true, taker);
  }
}
