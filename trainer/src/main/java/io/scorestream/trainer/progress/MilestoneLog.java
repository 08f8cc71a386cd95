package io.scorestream.trainer.progress;

import io.scorestream.events.DriftState;
import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.NetworkRecords;
import io.scorestream.events.ScoreWeights;
import io.scorestream.run.NetworkEvents;
import io.scorestream.run.Run;
import io.scorestream.run.Shard;
import io.scorestream.run.network.NetworkState;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.access.RoleNames;
import io.scorestream.service.kafka.Fencing;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import io.scorestream.trainer.contract.TrainerRole;
import io.scorestream.trainer.drift.DriftWatch;
import io.scorestream.trainer.metrics.ShardMetrics;
import io.scorestream.trainer.training.TrainedMilestone;
import io.scorestream.trainer.training.TrainingSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a shard's milestones. Opening it fences every older writer of the shard, so
 * that what is read after that is all there is. For one thread at a time.
 */
public final class MilestoneLog implements AutoCloseable {

  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final KafkaClients clients;
  private final Shard shard;
  private final Run run;
  private final String instance;
  private final Producer<String, SpecificRecord> producer;
  private int epoch = 1;

  private MilestoneLog(
      KafkaClients clients,
      Shard shard,
      String instance,
      Producer<String, SpecificRecord> producer) {
    this.clients = clients;
    this.instance = instance;
    this.shard = shard;
    this.run = shard.run();
    this.producer = producer;
  }

  /**
   * Takes the log over.
   *
   * @param instance names this process
   */
  public static MilestoneLog open(KafkaClients clients, Shard shard, String instance) {
    RoleNames names = TrainerRole.ROLE.names(clients.topics());
    Producer<String, SpecificRecord> producer =
        clients.transactionalProducer(
            names.client(instance, shard.id()), names.transactionalId(shard.id()));
    try {
      producer.initTransactions();
      return new MilestoneLog(clients, shard, instance, producer);
    } catch (KafkaException e) {
      producer.close();
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    }
  }

  /**
   * Deletes what earlier incarnations of the run have left of the shard, all of it in one
   * transaction, with which this is their last writer. To be called before the first commit.
   *
   * @return how many keys were deleted
   */
  public int deleteEarlier() {
    Set<String> milestones = Leftovers.of(clients, shard);
    if (!milestones.isEmpty()) {
      commit("the deletion of an earlier incarnation", () -> sendTombstones(milestones));
    }
    return milestones.size();
  }

  /**
   * Reads the newest milestone, and gives this writer the epoch after that one's; to be called
   * before the first commit. A shard's first writer has epoch 1.
   *
   * @return empty where no milestone is committed
   * @throws ScorestreamException when training cannot go on from what is committed
   */
  public Optional<CommittedMilestone> recover() {
    Optional<CommittedMilestone> newest = new ProgressReader(clients, shard).newest();
    newest.ifPresent(before -> epoch = before.reached().getEpoch() + 1);
    return newest;
  }

  /**
   * Writes a milestone in one transaction: its networks, the metrics, the watch over what arrives
   * from now on, and that it is reached and where the networks lie; of half of the samples, neither
   * metrics nor a watch. When this returns, all of it is there; when it throws, none of it.
   *
   * @param states of the shard's networks as training left them, in their order
   * @param device name of what they were trained on
   * @param before the watch over the milestone's new samples, all of them scored
   * @param after the watch over those after the milestone, of whatever epoch
   * @return this writer's epoch
   * @throws ScorestreamException with {@link Reason#FENCED} when another trainer has the shard now,
   *     or the transaction took too long
   */
  public int commit(
      TrainedMilestone trained,
      TrainingSet set,
      List<NetworkState> states,
      String device,
      DriftWatch before,
      DriftState after) {
    commit(
        "milestone " + trained.milestone(),
        () -> {
          long began = System.nanoTime();
          List<SentNetwork> sent = sendNetworks(trained, set, states);
          producer.flush();
          double publishing = (System.nanoTime() - began) / 1e9;
          if (shard.isWhole()) {
            sendMetrics(MilestoneEvents.metrics(shard, trained, publishing, device));
            sendMetrics(before.metrics(trained.milestone()));
            sendDrift(DriftState.newBuilder(after).setEpoch(epoch).build());
          }
          List<NetworkRecords> places = sent.stream().map(SentNetwork::places).toList();
          sendReached(
              MilestoneEvents.reached(shard, trained, set, places, device, instance, epoch));
        });
    return epoch;
  }

  /**
   * Writes down how far the watch over arriving samples has come.
   *
   * @throws ScorestreamException with {@link Reason#FENCED} when another trainer has the shard now,
   *     or the transaction took too long
   */
  public void commit(DriftWatch watch) {
    commit("the watch over arriving samples", () -> sendDrift(watch.state(epoch)));
  }

  private void commit(String what, Runnable sends) {
    try {
      producer.beginTransaction();
      sends.run();
      producer.commitTransaction();
    } catch (KafkaException e) {
      throw Fencing.isFenced(e) ? fenced(what, e) : uncommitted(what, e);
    }
  }

  /** Aborts what was not committed; waits a few seconds at most, also when Kafka is gone. */
  @Override
  public void close() {
    producer.close(CLOSE);
  }

  private List<SentNetwork> sendNetworks(
      TrainedMilestone trained, TrainingSet set, List<NetworkState> states) {
    List<SentNetwork> sent = new ArrayList<>();
    List<Integer> numbers = shard.networks();
    for (int i = 0; i < numbers.size(); i++) {
      int network = numbers.get(i);
      NetworkState state = states.get(i);
      ScoreWeights weights =
          NetworkEvents.weights(
              shard,
              network,
              trained.milestone(),
              set.place(),
              state.weights(),
              trained.further().stream().skip(i).findFirst(),
              losses(trained, network),
              epoch);
      sent.add(
          new SentNetwork(
              network,
              send(clients.topics().weights(), network, weights),
              send(
                  clients.topics().trainingState(),
                  network,
                  NetworkEvents.state(shard, network, trained.milestone(), state, epoch))));
    }
    return sent;
  }

  private List<Double> losses(TrainedMilestone trained, int network) {
    double confidence = run.spec().getEvaluation().getConfidence();
    return run.timestepsOf(network).stream()
        .map(k -> trained.losses().loss(k - shard.first(), confidence).mean())
        .toList();
  }

  private Future<RecordMetadata> send(Topic topic, int network, @Nullable SpecificRecord event) {
    return producer.send(
        new ProducerRecord<>(
            topic.name(),
            Keys.networkPartition(run.id(), network, clients.partitions(topic)),
            Keys.network(run.id(), network, shard.half()),
            event));
  }

  private void sendMetrics(List<Metric> metrics) {
    for (Metric metric : metrics) {
      send(clients.topics().trainingMetrics(), ShardMetrics.key(metric), metric);
    }
  }

  private void sendDrift(DriftState watch) {
    sendByShard(clients.topics().drift(), Keys.shard(run.id(), shard.number()), watch);
  }

  private void sendReached(MilestoneReached reached) {
    sendByShard(
        clients.topics().milestones(),
        Keys.shardMilestone(run.id(), reached.getMilestone(), shard.number()),
        reached);
  }

  private void sendTombstones(Set<String> milestones) {
    milestones.forEach(key -> sendByShard(clients.topics().milestones(), key, null));
    sendByShard(clients.topics().drift(), Keys.shard(run.id(), shard.number()), null);
    for (int network : shard.networks()) {
      // Not awaited: where a send fails, so does the commit.
      Future<RecordMetadata> unusedWeights = send(clients.topics().weights(), network, null);
      Future<RecordMetadata> unusedState = send(clients.topics().trainingState(), network, null);
    }
  }

  private void sendByShard(Topic topic, String key, @Nullable SpecificRecord event) {
    send(
        topic,
        Keys.shardPartition(run.id(), shard.number(), clients.partitions(topic)),
        key,
        event);
  }

  private void send(Topic topic, String key, @Nullable SpecificRecord event) {
    send(topic, Keys.partition(run.id(), clients.partitions(topic)), key, event);
  }

  private void send(Topic topic, int partition, String key, @Nullable SpecificRecord event) {
    // Not awaited: where a send fails, so does the commit.
    Future<RecordMetadata> unused =
        producer.send(new ProducerRecord<>(topic.name(), partition, key, event));
  }

  private ScorestreamException fenced(String what, KafkaException cause) {
    return new ScorestreamException(
        Reason.FENCED,
        "%s of %s was not committed: another trainer has taken the shard over, or it took too long"
            .formatted(what, shard),
        "let no two groups of trainers train one run; where there is but one, see whether Kafka was"
            + " well, and raise kafka.transaction.timeout.ms",
        cause);
  }

  private ScorestreamException uncommitted(String what, KafkaException cause) {
    return new ScorestreamException(
        Reason.UNAVAILABLE,
        what + " of " + shard + " could not be committed: " + Unavailable.why(cause),
        "mend Kafka and start again: training goes on from what was committed before",
        cause);
  }
}
