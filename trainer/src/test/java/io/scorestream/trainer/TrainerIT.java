package io.scorestream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.MilestoneSpec;
import io.scorestream.events.NetworkRecords;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.RunAction;
import io.scorestream.events.RunCommand;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SampleOffset;
import io.scorestream.events.ScoreWeights;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.run.network.NetworkState;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.topics.Keys;
import io.scorestream.topics.MetricName;
import io.scorestream.topics.Topic;
import io.scorestream.trainer.Deployment.Running;
import io.scorestream.trainer.Deployment.StoredNetwork;
import io.scorestream.trainer.progress.MilestoneLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrainerIT extends OnEmbeddedStack {

  private static final int ALL = 200;

  private static @Nullable List<NetworkState> undisturbed;

  @Test
  void run_ofThreeMilestones_commitsEachWithAllItsNetworksAndMetrics() {
    Deployment deployment = deployment("whole");
    RunSpec spec = deployment.small("r").build();
    deployment.apply(spec);
    deployment.send("r", 0, ALL);
    Running trainer = deployment.start(Map.of());
    deployment.awaitMilestones(trainer, 3);
    trainer.stop();

    Run run = new Run(spec);
    assertThat(deployment.milestones())
        .extracting(MilestoneReached::getMilestone)
        .containsExactly(32L, 64L, 128L);
    for (MilestoneReached reached : deployment.milestones()) {
      assertReached(run, reached);
      assertNetworks(run, reached, deployment.networks(reached.getMilestone()));
      assertMetrics(run, reached, deployment.metrics());
    }
  }

  private static void assertReached(Run run, MilestoneReached reached) {
    long used = run.holdOut().samplesFor("r", reached.getMilestone());
    assertThat(reached.getHeldOut()).isEqualTo(used - reached.getMilestone()).isPositive();
    assertThat(reached.getOffsets())
        .containsExactly(new SampleOffset(0, (used - 1) / 10, (int) ((used - 1) % 10) + 1));
    assertThat(reached.getSpecHash()).isEqualTo(run.hash());
    assertThat(reached.getEpoch()).isEqualTo(1);
    assertThat(reached.getDevice()).contains("CPU");
    assertThat(reached.getSteps()).isEqualTo(20 * reached.getMilestone() / 16);
  }

  private static void assertNetworks(
      Run run, MilestoneReached reached, List<StoredNetwork> networks) {
    assertThat(networks)
        .extracting(network -> network.weights().getNetwork())
        .containsExactly(1, 2, 3, 4);
    assertThat(reached.getNetworks())
        .extracting(NetworkRecords::getNetwork)
        .containsExactly(1, 2, 3, 4);
    for (StoredNetwork network : networks) {
      ScoreWeights weights = network.weights();
      assertThat(weights.getTimes()).containsExactly(run.grid().time(weights.getNetwork()));
      assertThat(weights.getOffsets()).isEqualTo(reached.getOffsets());
      assertThat(weights.getLosses()).hasSize(1);
    }
  }

  private static void assertMetrics(Run run, MilestoneReached reached, List<Metric> all) {
    List<Metric> metrics =
        all.stream().filter(metric -> metric.getMilestone() == reached.getMilestone()).toList();
    assertThat(metrics)
        .filteredOn(metric -> metric.getTimestep() != null)
        .extracting(Metric::getTimestep, Metric::getMetric)
        .containsExactlyElementsOf(
            IntStream.of(run.timesteps())
                .mapToObj(k -> tuple(k, MetricName.NOISE_PREDICTION_LOSS.text()))
                .toList());
    Map<String, Double> ofTheShard =
        metrics.stream()
            .filter(metric -> metric.getTimestep() == null)
            .peek(metric -> assertThat(metric.getShard()).isZero())
            .collect(Collectors.toMap(Metric::getMetric, Metric::getValue));
    assertThat(ofTheShard)
        .containsOnlyKeys(
            MetricName.TRAINING_SECONDS.text(),
            MetricName.STEPS_PER_SECOND.text(),
            MetricName.SAMPLES_PER_SECOND.text(),
            MetricName.DATA_SECONDS.text(),
            MetricName.COMPUTE_SECONDS.text(),
            MetricName.PUBLISHING_SECONDS.text());
    assertThat(ofTheShard.get(MetricName.TRAINING_SECONDS.text()))
        .as("the sum of its parts")
        .isCloseTo(
            Stream.of(
                    MetricName.DATA_SECONDS,
                    MetricName.COMPUTE_SECONDS,
                    MetricName.PUBLISHING_SECONDS)
                .map(MetricName::text)
                .mapToDouble(name -> ofTheShard.getOrDefault(name, Double.NaN))
                .sum(),
            within(1e-9));
    assertThat(metrics).extracting(Metric::getDevice).containsOnly(reached.getDevice());
    assertThat(metrics)
        .filteredOn(metric -> metric.getMetric().equals(MetricName.NOISE_PREDICTION_LOSS.text()))
        .hasSize(run.grid().steps())
        .allSatisfy(
            metric -> {
              assertThat(metric.getLow()).isLessThan(metric.getValue());
              assertThat(metric.getHigh()).isGreaterThan(metric.getValue());
              assertThat(metric.getN()).isEqualTo(16 * Math.max(1, reached.getSteps() / 10));
            });
  }

  @Test
  void run_stoppedAndStartedAgain_endsInTheSameBits() {
    Deployment deployment = deployment("resumed");
    deployment.apply(deployment.small("r").build());
    deployment.send("r", 0, 50);
    Running first = deployment.start(Map.of());
    deployment.awaitMilestones(first, 1);
    first.stop();
    deployment.send("r", 50, ALL);
    Running second = deployment.start(Map.of());
    deployment.awaitMilestones(second, 2);
    second.stop();
    Running third = deployment.start(Map.of());
    deployment.awaitMilestones(third, 3);
    third.stop();

    assertThat(deployment.states(128)).isEqualTo(undisturbed());
    assertThat(deployment.milestones().get(0).getEpoch()).isEqualTo(1);
    assertThat(deployment.milestones().get(2).getEpoch()).isGreaterThan(1);
  }

  @Test
  void run_cacheDeletedInBetween_endsInTheSameBits() throws IOException {
    Deployment deployment = deployment("uncached");
    deployment.apply(deployment.small("r").build());
    deployment.send("r", 0, 100);
    Running first = deployment.start(Map.of());
    deployment.awaitMilestones(first, 2);
    first.stop();
    for (Path file : files(deployment.cache()).toList()) {
      Files.delete(file);
    }
    deployment.send("r", 100, ALL);
    Running second = deployment.start(Map.of());
    deployment.awaitMilestones(second, 3);
    second.stop();

    assertThat(deployment.states(128)).isEqualTo(undisturbed());
  }

  @Test
  void run_sampleSentTwice_isCountedOnce() {
    Deployment deployment = deployment("doubled");
    deployment.apply(deployment.small("r").build());
    deployment.send("r", 0, 60);
    deployment.send("r", 20, 60);
    deployment.send("r", 55, 85);
    deployment.send("r", 85, ALL);
    Running trainer = deployment.start(Map.of());
    deployment.awaitMilestones(trainer, 3);
    trainer.stop();

    assertThat(deployment.states(128)).isEqualTo(undisturbed());
  }

  @Test
  void run_extended_goesOn() {
    Deployment deployment = deployment("further");
    RunSpec spec = deployment.small("r").setMilestones(new MilestoneSpec(32L, 2.0, 64L)).build();
    deployment.apply(spec);
    deployment.send("r", 0, ALL);
    Running trainer = deployment.start(Map.of());
    deployment.awaitMilestones(trainer, 2);
    deployment.command(spec, RunAction.EXTEND, 128L);
    deployment.awaitMilestones(trainer, 3);
    trainer.stop();

    assertThat(deployment.states(128)).isEqualTo(undisturbed());
  }

  @Test
  void run_paused_waitsUntilItIsResumed_andThenTrainsWhatWasAskedForBeside() {
    Deployment deployment = deployment("paused");
    RunSpec spec = deployment.small("r").build();
    deployment.apply(spec);
    deployment.command(spec, RunAction.PAUSE, null);
    deployment.command(spec, RunAction.MILESTONE, 50L);
    deployment.apply(deployment.small("other").setSource("r").build());
    deployment.send("r", 0, ALL);
    Running trainer = deployment.start(Map.of());
    deployment.awaitMilestones(trainer, 3);
    assertThat(deployment.milestones()).extracting(MilestoneReached::getRun).containsOnly("other");

    deployment.command(spec, RunAction.RESUME, null);
    deployment.awaitMilestones(trainer, 7);
    trainer.stop();
    assertThat(deployment.milestones())
        .filteredOn(reached -> reached.getRun().equals("r"))
        .extracting(MilestoneReached::getMilestone)
        .containsExactly(32L, 50L, 64L, 128L);
  }

  @Test
  void run_deletedAndRestored_isTrainedAnewAndEndsInTheSameBits() {
    Deployment deployment = deployment("restored");
    RunSpec spec = deployment.small("r").build();
    deployment.apply(spec);
    deployment.send("r", 0, ALL);
    Running trainer = deployment.start(Map.of());
    deployment.awaitMilestones(trainer, 3);
    deployment.command(spec, RunAction.DELETE, null);
    awaitNothingLeft(deployment, trainer);
    deployment.command(spec, RunAction.RESTORE, null);
    deployment.awaitMilestones(trainer, 3);
    trainer.stop();

    assertThat(deployment.milestones())
        .allMatch(reached -> reached.getIncarnation() == 1 && reached.getEpoch() == 1);
    assertThat(deployment.networks()).allMatch(network -> network.weights().getIncarnation() == 1);
    assertThat(deployment.states(128)).isEqualTo(undisturbed());
  }

  /** The first trainer is stopped after one of the shards: the second goes on with the other. */
  @Test
  void run_deletedWhileNoTrainerRuns_goesWhenOneComes_alsoWhereADeletionWasCutShort() {
    Deployment deployment = deployment("deleted");
    RunSpec spec = deployment.small("r").setShards(2).build();
    deployment.apply(spec);
    deployment.send("r", 0, ALL);
    Running trainer = deployment.start(Map.of());
    deployment.awaitMilestones(trainer, 6);
    trainer.stop();
    deployment.command(spec, RunAction.DELETE, null);
    assertThat(deployment.milestones()).hasSize(6);

    RunState deleted =
        RunState.of(new Run(spec))
            .after(new RunCommand("r", RunAction.DELETE, null, "a test", new Run(spec).hash()));
    try (MilestoneLog log =
        MilestoneLog.open(deployment.clients(), deleted.shards().get(0), "cut-short")) {
      assertThat(log.deleteEarlier()).isEqualTo(3);
    }
    assertThat(deployment.milestones()).hasSize(3);

    Running second = deployment.start(Map.of());
    awaitNothingLeft(deployment, second);
    second.stop();
  }

  private static void awaitNothingLeft(Deployment deployment, Running trainer) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> trainer.end().isDone() || deployment.milestones().isEmpty());
    assertThat(deployment.milestones()).isEmpty();
    assertThat(deployment.networks()).isEmpty();
    assertThat(deployment.drift()).isEmpty();
    assertThat(trainer.end()).isNotDone();
  }

  @Test
  void run_twoAtOnceOneOfThemLater_bothReachTheirMilestones() {
    Deployment deployment = deployment("several");
    deployment.apply(deployment.small("r").build());
    deployment.send("r", 0, ALL);
    Running trainer = deployment.start(Map.of("runs", "r,s"));
    deployment.awaitMilestones(trainer, 1);
    deployment.send("s", 0, ALL);
    deployment.apply(deployment.small("s").build());
    deployment.apply(deployment.small("unwanted").setSource("s").build());
    deployment.awaitMilestones(trainer, 6);
    trainer.stop();

    assertThat(deployment.milestones()).extracting(MilestoneReached::getRun).containsOnly("r", "s");
    assertThat(deployment.networks(128)).hasSize(8);
  }

  /** Samples of both lie at the same offsets, and come in the same polls. */
  @Test
  void runs_ofSourcesInDifferentPartitions_areEachTrainedOnTheirOwn() {
    Deployment deployment = deployment("apart");
    deployment.put("s", Deployment.PARTITIONS - 1);
    deployment.apply(deployment.small("r").build());
    deployment.apply(deployment.small("s").build());
    Running trainer = deployment.start(Map.of());
    deployment.send("r", 0, 60);
    deployment.send("s", 0, 60, 3.0);
    deployment.send("r", 60, ALL);
    deployment.awaitMilestones(trainer, 4);
    deployment.send("s", 60, ALL, 3.0);
    deployment.awaitMilestones(trainer, 6);
    trainer.stop();

    assertThat(deployment.networks(128))
        .filteredOn(network -> network.weights().getRun().equals("r"))
        .extracting(StoredNetwork::state)
        .isEqualTo(undisturbed());
    assertThat(deployment.milestones())
        .filteredOn(reached -> reached.getRun().equals("s"))
        .allSatisfy(
            reached ->
                assertThat(reached.getOffsets())
                    .extracting(SampleOffset::getPartition)
                    .containsExactly(Deployment.PARTITIONS - 1));
  }

  @Test
  void run_takenOverByAnotherTrainer_isFencedAndCommitsNothingWhileOthersGoOn() {
    Deployment deployment = deployment("fenced");
    deployment.apply(deployment.small("r").build());
    deployment.send("r", 0, 50);
    Running first = deployment.start(Map.of());
    deployment.awaitMilestones(first, 1);
    // A later owner of the shard: its start alone fences the first.
    try (var taken =
        deployment
            .clients()
            .transactionalProducer(
                "later", deployment.clients().topics().prefix() + "-trainer-r-0")) {
      taken.initTransactions();
      deployment.send("r", 50, ALL);
      deployment.send("s", 0, ALL);
      deployment.apply(deployment.small("s").build());
      deployment.awaitMilestones(first, 4);
    }
    first.stop();
    assertThat(deployment.milestones())
        .filteredOn(reached -> reached.getRun().equals("r"))
        .hasSize(1);
    assertThat(deployment.networks(64))
        .hasSize(4)
        .allMatch(network -> network.weights().getRun().equals("s"));
  }

  @Test
  void run_publishedAgainWithAnotherSpecification_goesOnWithItsFirst() {
    Deployment deployment = deployment("changed");
    RunSpec spec = deployment.small("r").build();
    deployment.apply(spec);
    deployment.send("r", 0, 50);
    Running first = deployment.start(Map.of());
    deployment.awaitMilestones(first, 1);
    deployment.apply(deployment.small("r").setSeed(8).build());
    deployment.send("r", 50, 90);
    deployment.awaitMilestones(first, 2);
    first.stop();
    deployment.send("r", 90, ALL);
    Running second = deployment.start(Map.of());
    deployment.awaitMilestones(second, 3);
    second.stop();

    assertThat(deployment.milestones())
        .allMatch(reached -> reached.getSpecHash().equals(new Run(spec).hash()));
    assertThat(deployment.states(128)).isEqualTo(undisturbed());
  }

  @Test
  void run_ofAnotherSpecificationThanItsNetworks_isRefused() {
    Deployment deployment = deployment("foreign");
    deployment.apply(deployment.small("r").build());
    deployment.send("r", 0, 50);
    Running first = deployment.start(Map.of());
    deployment.awaitMilestones(first, 1);
    first.stop();
    MilestoneReached reached = deployment.milestones().get(0);
    deployment.send(MilestoneReached.newBuilder(reached).setSpecHash("another").build());

    assertThatThrownBy(deployment.start(Map.of()).end()::join)
        .cause()
        .hasMessageContaining("run r was trained up to milestone 32 by another specification")
        .isInstanceOfSatisfying(
            ScorestreamException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CONFLICT));
  }

  /** Trained anew, each of its metrics would be there twice. */
  @Test
  void run_whosePartitionsWereAddedTo_isRefused() throws Exception {
    Deployment deployment = trainedOnce("added");
    Topic topic = deployment.clients().topics().milestones();
    int before = Keys.shardPartition("r", 0, Deployment.PARTITIONS);
    int partitions =
        IntStream.iterate(Deployment.PARTITIONS + 1, count -> count + 1)
            .filter(count -> Keys.shardPartition("r", 0, count) != before)
            .findFirst()
            .orElseThrow();
    try (Admin admin = deployment.clients().admin()) {
      admin
          .createPartitions(Map.of(topic.name(), NewPartitions.increaseTo(partitions)))
          .all()
          .get();
    }

    assertThatThrownBy(deployment.start(Map.of()).end()::join)
        .cause()
        .hasMessage(
            "milestone 32 of run r, shard 0, lies in partition %s of topic added.milestones.v1, where partitions were added since"
                .formatted(before))
        .isInstanceOfSatisfying(
            ScorestreamException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CONFLICT));
    assertThat(deployment.milestones()).hasSize(1);
  }

  @Test
  void run_whoseNetworkIsDamaged_isRefused() {
    Deployment deployment = trainedOnce("damaged");
    ScoreWeights weights = deployment.networks(32).get(2).weights();
    RecordOffset damaged =
        deployment.send(ScoreWeights.newBuilder(weights).setLargestWeight(0).setStep(41).build());
    pointThirdNetworkTo(deployment, damaged);

    assertThatThrownBy(deployment.start(Map.of()).end()::join)
        .cause()
        .hasMessageContaining("training state of run r, network 3, milestone 32 at step 40")
        .hasMessageContaining("does not belong to weights of run r, network 3, milestone 32")
        .isInstanceOfSatisfying(
            ScorestreamException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_DATA));
  }

  /** A newer record of a network is not the one that the milestone was committed with. */
  @Test
  void run_whoseNetworkIsNotWhereTheMilestoneSays_isRefused() {
    Deployment deployment = trainedOnce("elsewhere");
    RecordOffset other = deployment.milestones().get(0).getNetworks().get(1).getWeights();
    pointThirdNetworkTo(deployment, other);

    assertThatThrownBy(deployment.start(Map.of()).end()::join)
        .cause()
        .hasMessage(
            "record at topic elsewhere.weights.v1, partition %s, offset %s has key r/2, where r/3 was written"
                .formatted(other.getPartition(), other.getOffset()));
  }

  private static Deployment trainedOnce(String name) {
    Deployment deployment = deployment(name);
    deployment.apply(deployment.small("r").build());
    deployment.send("r", 0, 50);
    Running first = deployment.start(Map.of());
    deployment.awaitMilestones(first, 1);
    first.stop();
    return deployment;
  }

  private static void pointThirdNetworkTo(Deployment deployment, RecordOffset weights) {
    MilestoneReached reached = deployment.milestones().get(0);
    List<NetworkRecords> networks = new ArrayList<>(reached.getNetworks());
    networks.set(2, new NetworkRecords(3, weights, networks.get(2).getState()));
    deployment.send(MilestoneReached.newBuilder(reached).setNetworks(networks).build());
  }

  @Test
  void run_whoseCacheIsDamaged_readsTheRestAgain_orNamesTheFile() throws IOException {
    Deployment deployment = deployment("flipped");
    deployment.apply(deployment.small("r").build());
    deployment.send("r", 0, 100);
    Running first = deployment.start(Map.of());
    deployment.awaitMilestones(first, 1);
    first.stop();
    Path rows = files(deployment.cache()).filter(file -> file.endsWith("rows")).findFirst().get();
    byte[] bytes = Files.readAllBytes(rows);
    bytes[333] ^= 1;
    Files.write(rows, bytes);

    assertThatThrownBy(deployment.start(Map.of("on.damaged.cache", "fail")).end()::join)
        .cause()
        .hasMessageContaining("cache file " + rows + " is damaged");

    deployment.send("r", 100, ALL);
    Running again = deployment.start(Map.of());
    deployment.awaitMilestones(again, 3);
    again.stop();
    assertThat(deployment.states(128)).isEqualTo(undisturbed());
  }

  /** Nothing is committed in part: whoever sees a milestone finds all of its networks. */
  @Test
  void run_watchedWhileItTrains_showsMilestonesWholeOrNotAtAll() {
    Deployment deployment = deployment("watched");
    deployment.apply(deployment.small("r").build());
    deployment.send("r", 0, ALL);
    Running trainer = deployment.start(Map.of());
    for (int seen = 0; seen < 3; ) {
      assertThat(trainer.end()).isNotDone();
      List<MilestoneReached> reached = deployment.milestones();
      seen = reached.size();
      assertThat(reached).allSatisfy(it -> assertThat(deployment.found(it)).isEqualTo(4));
    }
    trainer.stop();
    assertThat(deployment.networks()).hasSize(3 * 4);
  }

  /** The last states of a run that nothing happened to. */
  private static List<NetworkState> undisturbed() {
    if (undisturbed == null) {
      Deployment deployment = deployment("undisturbed");
      deployment.apply(deployment.small("r").build());
      deployment.send("r", 0, ALL);
      Running trainer = deployment.start(Map.of());
      deployment.awaitMilestones(trainer, 3);
      trainer.stop();
      undisturbed = deployment.states(128);
      assertThat(undisturbed).hasSize(4);
    }
    return undisturbed;
  }

  private static Stream<Path> files(Path directory) throws IOException {
    try (Stream<Path> found = Files.walk(directory)) {
      return found.filter(Files::isRegularFile).toList().stream();
    }
  }
}
