package io.scorestream.recompute;

import static io.scorestream.recompute.TrainedDeployment.STATE;
import static io.scorestream.recompute.TrainedDeployment.TOPICS;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.scorestream.evaluator.measure.Comparison;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.SampleHalf;
import io.scorestream.events.ScoreWeights;
import io.scorestream.events.TrainingState;
import io.scorestream.ledger.Verified;
import io.scorestream.model.DevicePreference;
import io.scorestream.run.Hashes;
import io.scorestream.run.TrainingPlan;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a deployment of which one bit was changed, or something is there no longer. */
class RecomputationTest {

  /** Of a weight, so that what is computed from it differs: a last bit may be lost in rounding. */
  private static final int TELLING_BIT = 12;

  @TempDir private static Path folder;
  private static TrainedDeployment healthy;
  private TrainedDeployment deployment;

  @BeforeAll
  static void train() {
    healthy = TrainedDeployment.trained(folder);
  }

  @BeforeEach
  void copy() {
    deployment = new TrainedDeployment(healthy);
  }

  @Test
  void healthyDeployment_isTheSame_inAllThatThereIs() {
    Verified verified = deployment.verified();
    List<Outcome> outcomes =
        Recomputation.of(
            verified,
            1_000,
            Recomputation.seed(verified),
            DevicePreference.CPU,
            TrainedDeployment.BUDGET,
            outcome -> {});

    assertThat(outcomes).hasSize(12 + 2 + 2 * 4 + 2 * 12).hasOnlyElementsOfType(Outcome.Same.class);
    assertThat(outcomes)
        .contains(
            new Outcome.Same(
                "training of run r, shard 1, milestone 64", "2 networks, from first weights"),
            new Outcome.Same(
                "training of run r, shard 4, second half, milestone 128",
                "2 networks, from the milestone before"),
            new Outcome.Same("generations of run r, milestone 128", "200 points of 2 numbers"));
  }

  @Test
  void bitOfAWeight_isFound_andBothNumbersAreSaid() {
    changeWeights(
        it -> ScoreWeights.newBuilder(it).setWeights(flipped(it.getWeights(), 5)).build());

    assertThat(different(training(0, 128)))
        .startsWith("milestones/r/128/0: trained once more, weight 5 of network 2 is ")
        .contains("and was published as ")
        .endsWith("; 1 of 46 differ");
  }

  @Test
  void bitOfAnAveragedWeightOrALoss_isFound() {
    changeWeights(
        it ->
            ScoreWeights.newBuilder(it)
                .setAveragedWeights(
                    flipped(requireNonNull(it.getAveragedWeights()), 7, TELLING_BIT))
                .build());
    assertThat(different(training(0, 128))).contains("averaged weight 7 of network 2 is ");
    // It is the averaged weights that answer, and what follows from them was made before.
    assertThat(different(new Pick.Generation(STATE, 128)))
        .startsWith("generations/r/128: sampled once more, number ");
    assertThat(different(new Pick.NetworkMetrics(STATE, 128, 2)))
        .startsWith("metrics-robust-error/r/128/2: evaluated once more, ");

    deployment = new TrainedDeployment(healthy);
    changeWeights(
        it ->
            ScoreWeights.newBuilder(it)
                .setLosses(List.of(Math.nextUp(it.getLosses().get(0))))
                .build());
    assertThat(different(training(0, 128))).contains("the loss of timestep 2 is ");
  }

  @Test
  void bitOfAMoment_isFound() {
    deployment.replace(
        TOPICS.trainingState(),
        TrainingState.class,
        it -> it.getMilestone() == 128 && it.getNetwork() == 3,
        it ->
            TrainingState.newBuilder(it)
                .setSecondMoments(flipped(it.getSecondMoments(), 0))
                .build());

    assertThat(different(training(1, 128))).contains("second moment 0 of network 3 is ");
  }

  @Test
  void bitOfAPoint_isFound() {
    deployment.replace(
        TOPICS.generations(),
        GenerationBatch.class,
        it -> it.getMilestone() == 64 && it.getBatch() == 1,
        it -> GenerationBatch.newBuilder(it).setData(flipped(it.getData(), 9)).build());

    assertThat(different(new Pick.Generation(STATE, 64)))
        .startsWith("generations/r/64: sampled once more, number 1 of point 104 is ")
        .endsWith("; 1 of 400 differ");
    assertThat(outcome(new Pick.Generation(STATE, 128))).isInstanceOf(Outcome.Same.class);
  }

  @Test
  void bitOfAnError_isFound() {
    changeMetric("max_error", it -> it.setValue(Math.nextUp(it.getValue())));
    assertThat(different(new Pick.NetworkMetrics(STATE, 128, 3)))
        .startsWith("metrics-robust-error/r/128/3: evaluated once more, max_error is ");

    deployment = new TrainedDeployment(healthy);
    changeMetric("robust_error", it -> it.setHigh(it.getHigh() + 1));
    assertThat(different(new Pick.NetworkMetrics(STATE, 128, 3)))
        .contains("the upper end of robust_error of delta 0.1 is ");
  }

  @Test
  void bitOfADistance_isFound_andOfItsFloorUnproven() {
    changeMetric("w2", it -> it.setValue(Math.nextUp(it.getValue())));
    assertThat(different(new Pick.GenerationMetrics(STATE, 128, Comparison.W2)))
        .startsWith("metrics-wasserstein/r/128: evaluated once more, w2 is ");

    deployment = new TrainedDeployment(healthy);
    changeMetric("w2_floor", it -> it.setValue(Math.nextUp(it.getValue())));
    assertThat(unproven(new Pick.GenerationMetrics(STATE, 128, Comparison.W2)))
        .startsWith("w2_floor is ")
        .endsWith("evaluators may have another distances.budget than 10 s (--distances-budget)");
  }

  /** Fewer points fit into less time, which nobody has written down. */
  @Test
  void anotherBudget_isUnproven() {
    Outcome outcome =
        Recomputation.of(
                deployment.verified(),
                List.of(new Pick.GenerationMetrics(STATE, 128, Comparison.W2)),
                DevicePreference.CPU,
                Duration.ofMillis(100),
                it -> {})
            .get(0);

    assertThat(outcome).isInstanceOf(Outcome.Unproven.class);
  }

  @Test
  void metricsThatAreNotThere_areUnproven() {
    deployment.remove(
        TOPICS.robustErrorMetrics(),
        Metric.class,
        it -> it.getMilestone() == 64 && it.getMetric().equals("l2_error"));

    assertThat(unproven(new Pick.NetworkMetrics(STATE, 64, 1)))
        .isEqualTo("1 of its 12 metrics are not on their topic: l2_error");
  }

  @Test
  void trainingStateThatIsCompactedAway_leavesWhatGoesOnFromItUnproven() {
    deployment.remove(TOPICS.trainingState(), TrainingState.class, it -> it.getMilestone() == 64);

    assertThat(unproven(training(0, 128)))
        .isEqualTo(
            "the training state of network 1 at milestone 64, from which it went on, is compacted"
                + " away");
    assertThat(outcome(training(0, 64)))
        .isEqualTo(
            new Outcome.Same(
                "training of run r, shard 0, milestone 64",
                "2 networks, from first weights; the training states of 2 are compacted away by"
                    + " now"));
  }

  @Test
  void weightsThatAreCompactedAway_leaveAllOfThemUnproven() {
    deployment.remove(
        TOPICS.weights(),
        ScoreWeights.class,
        it -> it.getMilestone() == 64 && it.getNetwork() == 1 && it.getHalf() == SampleHalf.BOTH);

    String why = "the weights of network 1 at milestone 64 are compacted away";
    assertThat(unproven(training(0, 64))).isEqualTo(why);
    assertThat(unproven(training(0, 128))).isEqualTo(why);
    assertThat(unproven(new Pick.Generation(STATE, 64))).isEqualTo(why);
    assertThat(unproven(new Pick.NetworkMetrics(STATE, 64, 1))).isEqualTo(why);
  }

  @Test
  void samplesThatAreGoneOrOthers_leaveATrainingUnproven() {
    deployment.replace(
        TOPICS.samples(),
        SampleBatch.class,
        it -> it.getFirstSequence() == 0,
        it -> SampleBatch.newBuilder(it).setData(flipped(it.getData(), 0)).build());
    assertThat(unproven(training(0, 64)))
        .isEqualTo("the samples that are there are not those that it was trained on");

    deployment.remove(TOPICS.samples(), SampleBatch.class, it -> it.getFirstSequence() > 40);
    assertThat(unproven(training(0, 128))).matches("of its samples \\d+ are there alone");

    deployment.remove(TOPICS.samples(), SampleBatch.class, it -> true);
    assertThat(unproven(training(0, 64))).isEqualTo("no sample of source s is there any more");
  }

  /** Equal bits are promised on equal devices alone: elsewhere other bits say nothing. */
  @Test
  void otherDevice_isUnproven() {
    deployment.replace(
        TOPICS.milestones(),
        MilestoneReached.class,
        it -> true,
        it -> MilestoneReached.newBuilder(it).setDevice("CPU, 64 x another").build());
    deployment.replace(
        TOPICS.generations(),
        GenerationBatch.class,
        it -> true,
        it -> GenerationBatch.newBuilder(it).setDevice("GPU 0").build());
    deployment.replace(
        TOPICS.robustErrorMetrics(),
        Metric.class,
        it -> true,
        it -> Metric.newBuilder(it).setDevice(null).build());
    deployment.replace(
        TOPICS.wassersteinMetrics(),
        Metric.class,
        it -> true,
        it -> Metric.newBuilder(it).setDevice("Java 99").build());

    String here = ", and here is " + TrainedDeployment.device() + ": last bits may be others";
    assertThat(unproven(training(0, 64))).isEqualTo("it was trained on CPU, 64 x another" + here);
    assertThat(unproven(new Pick.Generation(STATE, 64)))
        .isEqualTo("it was sampled on GPU 0" + here);
    assertThat(unproven(new Pick.NetworkMetrics(STATE, 64, 1)))
        .isEqualTo("it was evaluated on null" + here);
    assertThat(unproven(new Pick.GenerationMetrics(STATE, 64, Comparison.SLICED_W2)))
        .startsWith("it was measured on Java 99, and here is Java ");
  }

  /** At which rate a milestone was trained is not written down: one of those that there were. */
  @Test
  void rateThatWasCommandedLater_doesNotMatter_andThatOfTheMilestoneDoes() {
    TrainingPlan plan = STATE.training();
    deployment.addPlan(
        new TrainingPlan(
            plan.learningRate() / 2,
            plan.batchSize(),
            plan.epochs(),
            plan.minSteps(),
            plan.maxSteps(),
            plan.start(),
            plan.stopping()));
    assertThat(outcome(training(0, 128))).isInstanceOf(Outcome.Same.class);

    changeWeights(
        it -> ScoreWeights.newBuilder(it).setWeights(flipped(it.getWeights(), 5)).build());
    assertThat(different(training(0, 128))).contains("of network");
  }

  @Test
  void picks_areOfAllKindsInTurns_andASeedAlwaysGivesTheSame() {
    Verified verified = deployment.verified();
    List<Pick> picks = Picks.of(verified, 9, 1);

    assertThat(picks).doesNotHaveDuplicates().isEqualTo(Picks.of(verified, 9, 1));
    assertThat(picks).isNotEqualTo(Picks.of(verified, 9, 2));
    assertThat(picks.subList(0, 6))
        .extracting(it -> it instanceof Pick.Training, it -> it instanceof Pick.Generation)
        .containsExactly(
            tuple(true, false),
            tuple(false, true),
            tuple(false, false),
            tuple(true, false),
            tuple(false, true),
            tuple(false, false));
    // There are no more generations than two.
    assertThat(picks).filteredOn(it -> it instanceof Pick.Generation).hasSize(2);
    assertThat(Picks.of(verified, 1, 1)).hasSize(1);
  }

  private Pick training(int shard, long milestone) {
    return deployment.verified().shards().stream()
        .filter(it -> it.reached().getShard() == shard)
        .filter(it -> it.reached().getMilestone() == milestone)
        .map(Pick.Training::new)
        .findFirst()
        .orElseThrow();
  }

  /**
   * Of network 2, at milestone 128, with a hash that fits: whoever changes a weight can change that
   * too.
   */
  private void changeWeights(UnaryOperator<ScoreWeights> change) {
    deployment.replace(
        TOPICS.weights(),
        ScoreWeights.class,
        it -> it.getMilestone() == 128 && it.getNetwork() == 2 && it.getHalf() == SampleHalf.BOTH,
        it -> {
          ScoreWeights changed = change.apply(it);
          return ScoreWeights.newBuilder(changed)
              .setContentHash(
                  Hashes.of(
                      ByteBuffer.allocate(Long.BYTES).putLong(0, changed.getStep()),
                      changed.getWeights(),
                      requireNonNull(changed.getAveragedWeights())))
              .build();
        });
  }

  /** Of milestone 128: all timesteps' where it has any. */
  private void changeMetric(String name, UnaryOperator<Metric.Builder> change) {
    for (var topic : TOPICS.metrics()) {
      deployment.replace(
          topic,
          Metric.class,
          it -> it.getMilestone() == 128 && it.getMetric().equals(name),
          it -> change.apply(Metric.newBuilder(it)).build());
    }
  }

  /** With the lowest bit of a number changed. */
  private static ByteBuffer flipped(ByteBuffer numbers, int index) {
    return flipped(numbers, index, 0);
  }

  private static ByteBuffer flipped(ByteBuffer numbers, int index, int bit) {
    ByteBuffer changed = ByteBuffer.allocate(numbers.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    changed.put(numbers.duplicate()).flip();
    int at = index * Float.BYTES;
    return changed.putInt(at, changed.getInt(at) ^ 1 << bit);
  }

  private Outcome outcome(Pick pick) {
    return Recomputation.of(
            deployment.verified(),
            List.of(pick),
            DevicePreference.CPU,
            TrainedDeployment.BUDGET,
            it -> {})
        .get(0);
  }

  private String different(Pick pick) {
    Outcome outcome = outcome(pick);
    assertThat(outcome).isInstanceOf(Outcome.Different.class);
    return ((Outcome.Different) outcome).finding().toString();
  }

  private String unproven(Pick pick) {
    Outcome outcome = outcome(pick);
    assertThat(outcome).isInstanceOf(Outcome.Unproven.class);
    return ((Outcome.Unproven) outcome).why();
  }
}
