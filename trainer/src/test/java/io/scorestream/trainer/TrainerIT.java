package io.scorestream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.NetworkRecords;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SampleOffset;
import io.scorestream.events.ScoreWeights;
import io.scorestream.run.Run;
import io.scorestream.topics.MetricName;
import io.scorestream.trainer.Deployment.Running;
import io.scorestream.trainer.Deployment.StoredNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrainerIT extends OnEmbeddedStack {

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

  /** Kafka says the same to whose id was taken over and to whose transaction took too long. */
  @Test
  void run_fencedByNobodyOfTheGroup_isClaimedAgainAndEndsInTheSameBits() {
    Deployment deployment = deployment("fenced");
    deployment.apply(deployment.small("r").build());
    deployment.send("r", 0, 50);
    Running trainer = deployment.start(Map.of());
    deployment.awaitMilestones(trainer, 1);
    try (var other =
        deployment
            .clients()
            .transactionalProducer(
                "other", deployment.clients().topics().prefix() + "-trainer-r-0")) {
      other.initTransactions();
    }
    deployment.send("r", 50, ALL);
    deployment.awaitMilestones(trainer, 3);
    trainer.stop();

    assertGoneOnAfterFencing(deployment);
  }

  @Test
  void run_whoseTransactionTimesOut_isClaimedAgainAndEndsInTheSameBits() {
    Deployment deployment = deployment("late");
    deployment.apply(deployment.small("r").build());
    deployment.send("r", 0, ALL);
    SlowUpload.holdUp(deployment.clients().topics().milestones().name(), 64);
    Running trainer =
        deployment.start(
            Map.of(
                "kafka.transaction.timeout.ms",
                "1000",
                "kafka.producer.interceptor.classes",
                SlowUpload.class.getName()));
    deployment.awaitMilestones(trainer, 3);
    trainer.stop();

    assertGoneOnAfterFencing(deployment);
  }

  private static void assertGoneOnAfterFencing(Deployment deployment) {
    assertThat(deployment.milestones())
        .extracting(MilestoneReached::getMilestone, MilestoneReached::getEpoch)
        .as("the second writer of the shard begins with milestone 64")
        .containsExactly(tuple(32L, 1), tuple(64L, 2), tuple(128L, 2));
    assertThat(deployment.networks()).hasSize(3 * 4);
    assertThat(deployment.states(128)).isEqualTo(undisturbed());
    assertThat(deployment.trainings("r", 64)).as("what was trained is kept").isEqualTo(1);
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

  private static Stream<Path> files(Path directory) throws IOException {
    try (Stream<Path> found = Files.walk(directory)) {
      return found.filter(Files::isRegularFile).toList().stream();
    }
  }
}
