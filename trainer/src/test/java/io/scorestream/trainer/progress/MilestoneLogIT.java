package io.scorestream.trainer.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.events.DriftState;
import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.NetworkRecords;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.ScoreWeights;
import io.scorestream.events.TrainingState;
import io.scorestream.fixtures.RunningStack;
import io.scorestream.fixtures.TestTopics;
import io.scorestream.run.RunState;
import io.scorestream.run.Shard;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import io.scorestream.trainer.drift.DriftWatch;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What one writer commits and another goes on from, on Kafka, without any training. */
@ExtendWith(RunningStack.class)
class MilestoneLogIT {

  private static TestTopics topics;
  private static KafkaClients clients;
  private static TopicCatalogue catalogue;

  @BeforeAll
  static void start(EmbeddedStack stack) {
    topics = TestTopics.of(stack, "log").create(3);
    clients = topics.clients();
    catalogue = clients.topics();
  }

  @Test
  void recover_afterCommits_hasTheNewestMilestoneInTheSameBits() {
    RunState run = Milestones.run("bits");
    Shard shard = run.shards().get(1);
    commit(run.shards().get(0), 128, 3);
    try (MilestoneLog log = open(shard)) {
      assertThat(log.recover()).isEmpty();
      assertThat(commit(log, shard, 32, 1)).isEqualTo(1);
      assertThat(commit(log, shard, 64, 2)).isEqualTo(1);
    }

    try (MilestoneLog next = open(shard)) {
      CommittedMilestone found = next.recover().orElseThrow();

      assertThat(found.milestone()).isEqualTo(64);
      assertThat(found.states()).isEqualTo(Milestones.states(shard, 2));
      assertThat(found.drift()).contains(watch(shard, 64).state(1));
      assertThat(found.reached().getSamplesHash()).isEqualTo(Milestones.set(64).hash());
      assertThat(commit(next, shard, 128, 3)).as("epoch of the second writer").isEqualTo(2);
      assertThat(next.recover().orElseThrow().states()).isEqualTo(Milestones.states(shard, 3));
    }
  }

  @Test
  void commit_ofAMilestone_publishesWeightsWithTheirLosses_andMetrics() {
    Shard shard = Milestones.run("published").shards().get(1);

    commit(shard, 32, 1);

    List<ScoreWeights> weights = of("published", catalogue.weights(), ScoreWeights.class);
    assertThat(weights).extracting(ScoreWeights::getNetwork).containsExactlyInAnyOrder(3, 4);
    assertThat(weights).allMatch(it -> it.getLosses().equals(List.of(2.0 * it.getNetwork())));
    List<Metric> metrics = of("published", catalogue.trainingMetrics(), Metric.class);
    assertThat(metrics)
        .hasSameSizeAs(
            MilestoneEvents.metrics(shard, Milestones.trained(shard, 32), 0, Milestones.DEVICE))
        .filteredOn(it -> it.getMetric().equals("publishing_seconds"))
        .allSatisfy(it -> assertThat(it.getValue()).isBetween(1e-6, 60.0))
        .hasSize(1);
  }

  /** Half of the samples is there to be compared; what is measured of them would count double. */
  @Test
  void commit_ofHalfOfTheSamples_isReadBack_withoutMetricsOrAWatch() {
    Shard half = Milestones.run("half").shards().get(4);

    commit(half, 32, 1);

    try (MilestoneLog log = open(half)) {
      CommittedMilestone found = log.recover().orElseThrow();
      assertThat(found.states()).isEqualTo(Milestones.states(half, 1));
      assertThat(found.drift()).isEmpty();
    }
    assertThat(of("half", catalogue.trainingMetrics(), Metric.class)).isEmpty();
    assertThat(of("half", catalogue.drift(), DriftState.class)).isEmpty();
  }

  @Test
  void commit_ofAWatch_isWhatTheNextWriterGoesOnFrom() {
    Shard shard = Milestones.run("watched").shards().get(0);
    DriftState told = DriftState.newBuilder(watch(shard, 32).state(1)).setAlarms(7).build();
    try (MilestoneLog log = open(shard)) {
      commit(log, shard, 32, 1);
      log.commit(DriftWatch.resume(shard, 32, Optional.of(told)));
    }

    try (MilestoneLog next = open(shard)) {
      assertThat(next.recover().orElseThrow().drift().orElseThrow().getAlarms()).isEqualTo(7);
    }
  }

  @Test
  void commit_afterAnotherTookTheShardOver_isFencedAndLeavesNothing() {
    Shard shard = Milestones.run("fenced").shards().get(0);
    try (MilestoneLog before = open(shard);
        MilestoneLog after = open(shard)) {
      assertThatThrownBy(() -> commit(before, shard, 32, 1))
          .isInstanceOfSatisfying(
              ScorestreamException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FENCED))
          .hasMessageContaining("milestone 32 of");

      assertThat(after.recover()).isEmpty();
    }
  }

  @Test
  void recover_ofARunOfAnotherSpecification_isRefused() {
    commit(Milestones.run("other").shards().get(0), 32, 1);

    requireRefused(
        Milestones.run("other", 2).shards().get(0), Reason.CONFLICT, "milestone 32 by another");
  }

  /** Trained anew, its metrics would be published twice. */
  @Test
  void recover_whereItsMilestonesLieInAnotherPartition_isRefused() {
    RunState run = Milestones.run("moved");
    Shard shard = run.shards().get(0);
    sendAside(reached(shard, List.of()));

    requireRefused(shard, Reason.CONFLICT, "milestone 32 of run moved, shard 0, lies in partition");
    try (MilestoneLog neighbour = open(run.shards().get(1));
        MilestoneLog later = open(Milestones.again(run).shards().get(0))) {
      assertThat(neighbour.recover()).isEmpty();
      assertThat(later.recover()).isEmpty();
    }
  }

  @Test
  void recover_ofNetworksThatAreNotThere_isRefused() {
    Shard shard = Milestones.run("gone").shards().get(0);
    commit(shard, 32, 1);
    List<NetworkRecords> said = said(shard);

    send(reached(shard, said.subList(0, 1)));
    requireRefused(shard, Reason.BAD_DATA, "names networks [1], and not its [1, 2]");

    RecordOffset deleted = topics.send(catalogue.weights(), 0, Keys.network("gone", 1), null);
    NetworkRecords first = new NetworkRecords(1, deleted, said.get(0).getState());
    send(reached(shard, List.of(first, said.get(1))));
    requireRefused(shard, Reason.BAD_DATA, "that gone/1 lies, is deleted");
  }

  @Test
  void recover_ofNetworksOfAnotherMilestone_isRefused() {
    Shard shard = Milestones.run("stale").shards().get(0);
    commit(shard, 32, 1);
    send(MilestoneReached.newBuilder(reached(shard, said(shard))).setMilestone(64).build());

    requireRefused(shard, Reason.BAD_DATA, "milestone 32, incarnation 0");
  }

  @Test
  void deleteEarlier_deletesWhatEarlierIncarnationsOfTheShardLeft_andNothingElse() {
    RunState run = Milestones.run("deleted");
    run.shards().forEach(shard -> commit(shard, 32, 1));
    commit(run.shards().get(0), 64, 2);
    Shard shard = Milestones.again(run).shards().get(0);
    assertThat(leftovers(run)).isEmpty();
    assertThat(leftovers(Milestones.again(run))).contains(shard.id()).hasSize(6);

    try (MilestoneLog log = open(shard)) {
      assertThat(log.deleteEarlier()).isEqualTo(2);
      assertThat(log.deleteEarlier()).as("once more").isZero();
      commit(log, shard, 32, 3);
      assertThat(log.deleteEarlier()).as("of its own").isZero();
    }

    assertThat(leftovers(Milestones.again(run))).doesNotContain(shard.id()).hasSize(5);
    assertThat(of("deleted", catalogue.milestones(), MilestoneReached.class))
        .hasSize(6)
        .allMatch(it -> it.getShard() == 0 ? it.getIncarnation() == 1 : it.getIncarnation() == 0);
    assertThat(of("deleted", catalogue.weights(), ScoreWeights.class)).hasSize(12);
    assertThat(of("deleted", catalogue.trainingState(), TrainingState.class)).hasSize(12);
    assertThat(of("deleted", catalogue.drift(), DriftState.class)).hasSize(2);
  }

  private static List<String> leftovers(RunState run) {
    Topic topic = catalogue.milestones();
    return IntStream.range(0, clients.partitions(topic))
        .boxed()
        .flatMap(partition -> Leftovers.in(clients, partition, run.shards()).stream())
        .toList();
  }

  private static MilestoneLog open(Shard shard) {
    return MilestoneLog.open(clients, shard, "test");
  }

  private static void commit(Shard shard, long milestone, int seed) {
    try (MilestoneLog log = open(shard)) {
      commit(log, shard, milestone, seed);
    }
  }

  private static int commit(MilestoneLog log, Shard shard, long milestone, int seed) {
    return log.commit(
        Milestones.trained(shard, milestone),
        Milestones.set(milestone),
        Milestones.states(shard, seed),
        Milestones.DEVICE,
        DriftWatch.idle(shard),
        watch(shard, milestone).state(0));
  }

  private static DriftWatch watch(Shard shard, long milestone) {
    return DriftWatch.resume(shard, milestone, Optional.empty());
  }

  private static void requireRefused(Shard shard, Reason reason, String message) {
    try (MilestoneLog log = open(shard)) {
      assertThatThrownBy(log::recover)
          .isInstanceOfSatisfying(
              ScorestreamException.class, e -> assertThat(e.reason()).isEqualTo(reason))
          .hasMessageContaining(message);
    }
  }

  /** Where the newest milestone says that its networks lie. */
  private static List<NetworkRecords> said(Shard shard) {
    return of(shard.run().id(), catalogue.milestones(), MilestoneReached.class)
        .get(0)
        .getNetworks();
  }

  private static MilestoneReached reached(Shard shard, List<NetworkRecords> networks) {
    return MilestoneEvents.reached(
        shard,
        Milestones.trained(shard, 32),
        Milestones.set(32),
        networks,
        Milestones.DEVICE,
        "test",
        1);
  }

  private static void send(MilestoneReached reached) {
    send(reached, 0);
  }

  /** To the partition behind its own. */
  private static void sendAside(MilestoneReached reached) {
    send(reached, 1);
  }

  private static void send(MilestoneReached reached, int aside) {
    Topic topic = catalogue.milestones();
    int partitions = clients.partitions(topic);
    topics.send(
        topic,
        (Keys.shardPartition(reached.getRun(), reached.getShard(), partitions) + aside)
            % partitions,
        Keys.shardMilestone(reached.getRun(), reached.getMilestone(), reached.getShard()),
        reached);
  }

  private static <V extends SpecificRecord> List<V> of(String run, Topic topic, Class<V> type) {
    return topics.read(topic, type).stream()
        .filter(it -> run.equals(String.valueOf(it.get(it.getSchema().getField("run").pos()))))
        .toList();
  }
}
