package io.scorestream.ledger;

import static io.scorestream.ledger.StoredDeployment.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.events.GenerationBatch;
import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.SampleOffset;
import io.scorestream.events.ScoreWeights;
import io.scorestream.events.ServiceActivity;
import io.scorestream.events.TrainingState;
import io.scorestream.ledger.Cluster.OpenTransaction;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.topics.Keys;
import io.scorestream.topics.MetricName;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What is found of a deployment that was damaged in one place. */
class VerificationTest {

  private final StoredDeployment deployment = StoredDeployment.healthy();

  @Test
  void healthyDeployment_hasNoFinding_andTheSameRootAgain() {
    Ledger ledger = deployment.ledger();

    assertThat(ledger.findings()).isEmpty();
    assertThat(ledger.unproven()).isEmpty();
    assertThat(ledger.counts())
        .containsEntry("milestones", 4L)
        .containsEntry("weights", 24L)
        .containsEntry("training-state", 12L)
        .containsEntry("generations", 2L)
        .containsEntry("samples", 2L);
    assertThat(deployment.ledger().root()).isEqualTo(ledger.root());
  }

  /** Records of another size, other offsets, epochs, times, names of processes and devices. */
  @Test
  void root_doesNotDependOnChance() {
    Ledger other = StoredDeployment.filled(70, "another").ledger();

    assertThat(other.findings()).isEmpty();
    assertThat(other.root()).isEqualTo(deployment.ledger().root());
  }

  @Test
  void root_dependsOnEachSample() {
    String before = deployment.ledger().root();
    deployment.replace(
        TOPICS.samples(),
        SampleBatch.class,
        batch -> batch.getFirstSequence() == 0,
        VerificationTest::changed);
    assertThat(deployment.ledger().root()).isNotEqualTo(before);
  }

  @Test
  void gap_isNamedWithItsSamples_andMilestonesBehindItEndElsewhere() {
    deployment.remove(
        TOPICS.samples(), SampleBatch.class, batch -> batch.getFirstSequence() == 100);

    assertFinds("test.samples.v1-0@6", "samples 100 to 149 of source s are missing before it");
    assertFinds("test.milestones.v1", "says that the first 256 samples end at");
  }

  @Test
  void repeatedSamples_areNoFinding_whereTheyAreTheSame() {
    String root = deployment.ledger().root();
    deployment.addSamples(120, 60, 1);
    Ledger ledger = deployment.ledger();

    assertThat(ledger.findings()).isEmpty();
    assertThat(ledger.notices())
        .contains("60 samples of source s are there more than once, and count once");
    assertThat(ledger.root()).isEqualTo(root);
  }

  @Test
  void repeatedSamples_areAFinding_whereTheyAreOthers() {
    deployment.addSamples(120, 60, 2);

    assertFinds("test.samples.v1-0@17", "sample 120 of source s is there before with other");
  }

  /** As trainers do that are told to go on without what they refuse. */
  @Test
  void samplesThatAreKeptAsADeadLetter_areNotCounted() {
    String root = deployment.ledger().root();
    deployment.addSamples(120, 60, 2);
    deployment.addLetter("test.samples.v1/0/17", deployment.bytes(TOPICS.samples(), 17), "7", 0);
    Ledger ledger = deployment.ledger();

    assertThat(ledger.findings()).isEmpty();
    assertThat(ledger.root()).isEqualTo(root);
    assertThat(ledger.notices())
        .anySatisfy(it -> assertThat(it).startsWith("test.samples.v1-0@17 is kept as a dead"));
  }

  @Test
  void hugeSequenceNumber_isNotTakenAtItsWord_whereTheNextRecordGoesOnBeforeIt() {
    deployment.addSamples(1_000_000, 1, 1);
    assertFinds("test.samples.v1-0@17", "samples 700 to 999999 of source s are missing before it");

    deployment.addSamples(700, 50, 1);
    Ledger ledger = deployment.ledger();
    assertThat(ledger.findings())
        .singleElement()
        .asString()
        .startsWith("test.samples.v1-0@17: begins with sample 1000000 of source s, and the one");
    assertThat(ledger.sources()).extracting(SourceTotal::samples).containsExactly(750L);
  }

  @Test
  void samplesThatComeBehindALaterOne_areNamed() {
    deployment.addSamples(900, 10, 1);
    deployment.addSamples(910, 10, 1);
    deployment.addSamples(700, 50, 1);

    assertFinds("test.samples.v1-0@17", "samples 700 to 899 of source s are missing before it");
    assertFinds("test.samples.v1-0@19", "samples 700 to 749 of source s come after later ones");
  }

  @Test
  void milestoneOfOtherSamples_isNamed() {
    deployment.replace(
        TOPICS.samples(),
        SampleBatch.class,
        batch -> batch.getFirstSequence() == 0,
        VerificationTest::changed);

    assertFinds("test.milestones.v1", "was trained on samples of SHA-256");
  }

  @Test
  void batchWithoutSamples_isNamed() {
    deployment.add(TOPICS.samples(), 0, "s", StoredDeployment.samples(700, 0));

    assertFinds("test.samples.v1-0@17", "it says 0 samples of 2 numbers");
  }

  @Test
  void samplesInAnotherPartition_orUnderAnotherKey_areNamed() {
    deployment.add(TOPICS.samples(), 3, "t", StoredDeployment.samples(0, 1, 0, 1));

    assertFinds("test.samples.v1-3@3", "source s, which lies in partition 0");
    assertFinds("test.samples.v1-3@3", "has key t, and samples of source s");
  }

  @Test
  void samplesThatWereDeleted_areUnproven_andPlacesAreStillChecked() {
    deployment.remove(TOPICS.samples(), SampleBatch.class, it -> it.getFirstSequence() < 100);
    deployment.starts.put("samples", new TreeMap<>(Map.of(0, 5L)));
    Ledger ledger = deployment.ledger();

    assertThat(ledger.findings()).isEmpty();
    assertThat(ledger.unproven())
        .anySatisfy(it -> assertThat(it).contains("samples 0 to 99 of source s were deleted"));
    assertThat(ledger.counts()).doesNotContainKey("samples");
  }

  @Test
  void milestoneThatIsSaidTwice_isNamedWithBothPlaces() {
    MilestoneReached first = deployment.first(TOPICS.milestones(), MilestoneReached.class);
    deployment.add(
        TOPICS.milestones(),
        Keys.shardPartition("r", 0, 4),
        Keys.shardMilestone("r", 256, 0),
        first);

    assertFinds("test.milestones.v1", "says milestone 256 of run r, shard 0, a second time, after");
  }

  @Test
  void milestoneThatIsMissing_isNamed_whereALaterOneIsThere() {
    deployment.remove(
        TOPICS.milestones(),
        MilestoneReached.class,
        it -> it.getMilestone() == 256 && it.getShard() == 1);

    assertFinds("milestones/r/256/1", "is missing, and milestone 512 after it is there");
  }

  @Test
  void milestoneWithAnotherPlace_orHoldOut_isNamed() {
    deployment.replace(
        TOPICS.milestones(),
        MilestoneReached.class,
        it -> it.getMilestone() == 512 && it.getShard() == 0,
        it ->
            MilestoneReached.newBuilder(it)
                .setOffsets(List.of(new SampleOffset(0, 4L, 1)))
                .build());

    assertFinds("test.milestones.v1", "says that the first 512 samples end at");
  }

  @Test
  void milestoneOfAFencedWriter_isNamed() {
    deployment.replace(
        TOPICS.milestones(),
        MilestoneReached.class,
        it -> it.getMilestone() == 512 && it.getShard() == 0,
        it -> MilestoneReached.newBuilder(it).setEpoch(1).build());

    assertFinds("test.milestones.v1", "was written in epoch 1, after a milestone of epoch 3");
  }

  @Test
  void milestoneOfARunThatNobodyPublished_isNamed() {
    MilestoneReached first = deployment.first(TOPICS.milestones(), MilestoneReached.class);
    deployment.add(
        TOPICS.milestones(), 0, "x/256/0", MilestoneReached.newBuilder(first).setRun("x").build());

    assertFinds("test.milestones.v1-0", "is of run x, which nobody published");
  }

  @Test
  void networkThatIsMissing_isNamedByItsMilestone() {
    deployment.remove(
        TOPICS.weights(),
        ScoreWeights.class,
        it -> it.getNetwork() == 5 && it.getMilestone() == 512);

    assertFinds("test.milestones.v1", "says that r/5 of milestone 512 lies at test.weights.v1");
  }

  @Test
  void networksOfOlderMilestones_mayBeCompactedAway() {
    deployment.remove(
        TOPICS.weights(),
        ScoreWeights.class,
        it -> it.getNetwork() == 5 && it.getMilestone() == 256);
    Ledger ledger = deployment.ledger();

    assertThat(ledger.findings()).isEmpty();
    assertThat(ledger.unproven())
        .containsExactly(
            "1 records of run r on topic test.weights.v1: newer ones have had them compacted away");
    assertThat(ledger.gone()).contains("weights/r/5/256").doesNotContain("weights/r/5/512");
  }

  @Test
  void networkWithOtherContentThanItsHash_isNamed() {
    deployment.replace(
        TOPICS.weights(),
        ScoreWeights.class,
        it -> it.getNetwork() == 5 && it.getMilestone() == 512,
        it -> ScoreWeights.newBuilder(it).setStep(it.getStep() + 1).build());

    assertFinds("test.weights.v1", "damaged, its content has another hash than it says");
  }

  @Test
  void trainingStateOfAnotherMilestone_isNamed() {
    deployment.replace(
        TOPICS.trainingState(),
        TrainingState.class,
        it -> it.getNetwork() == 5 && it.getMilestone() == 512,
        it -> TrainingState.newBuilder(it).setMilestone(256).build());

    assertFinds("test.training-state.v1", "is not what milestone 512 of run r");
  }

  @Test
  void networkThatNoMilestoneNames_isNamed() {
    ScoreWeights first = deployment.first(TOPICS.weights(), ScoreWeights.class);
    deployment.add(TOPICS.weights(), 0, "r/1", first);

    assertFinds("test.weights.v1-0", "no milestone says that it lies there");
  }

  @Test
  void generationsThatAreMissing_areNamed_unlessASamplerIsAtWork() {
    deployment.remove(TOPICS.generations(), GenerationBatch.class, it -> it.getMilestone() == 512);
    deployment.remove(TOPICS.wassersteinMetrics(), Metric.class, it -> it.getMilestone() == 512);
    assertFinds("generations/r/512", "there are no generations of this milestone");

    work("sampler", "sampling", StoredDeployment.NOW);
    assertThat(deployment.ledger().findings()).isEmpty();
    assertThat(deployment.ledger().unproven())
        .anySatisfy(it -> assertThat(it).contains("generations/r/512", "samplers are at work"));
  }

  @Test
  void generationsOfWhichABatchIsMissing_areNamed() {
    deployment.remove(
        TOPICS.generations(),
        GenerationBatch.class,
        it -> it.getMilestone() == 512 && it.getBatch() == 1);

    assertFinds("test.generations.v1", "begins 1 batches of 2 with 4 samples; 8 were to be made");
  }

  @Test
  void generationsThatAreMadeTwice_areNamed() {
    GenerationBatch first = deployment.first(TOPICS.generations(), GenerationBatch.class);
    deployment.add(TOPICS.generations(), Keys.generationPartition("r", 256, 4), "r/256", first);

    assertFinds("test.generations.v1", "batch 0 of the generations of r/256 a second time");
  }

  @Test
  void metricThatIsMissing_isNamed_unlessAnEvaluatorIsAtWork() {
    deployment.remove(
        TOPICS.robustErrorMetrics(),
        Metric.class,
        it ->
            it.getMilestone() == 512
                && Integer.valueOf(3).equals(it.getTimestep())
                && it.getMetric().equals(MetricName.HELD_OUT_LOSS.text()));
    assertFinds("metrics-robust-error/r/512/3", "lacks held_out_loss");

    work("evaluator", "evaluating", StoredDeployment.NOW);
    assertThat(deployment.ledger().findings()).isEmpty();
  }

  @Test
  void evaluatorThatSaidNothingForLong_isNotWaitedFor() {
    deployment.remove(
        TOPICS.wassersteinMetrics(),
        Metric.class,
        it ->
            it.getMilestone() == 512 && it.getMetric().equals(MetricName.DISTANCE_SECONDS.text()));
    work("evaluator", "evaluating", StoredDeployment.NOW - 600_000);

    assertFinds("metrics-wasserstein/r/512", "lacks distance_seconds");
  }

  @Test
  void metricThatIsThereTwice_isNamed() {
    deployment.addMetric(
        MetricId.of(
            ExpectedMetrics.TRAINING,
            Keys.timestep("r", 256, 4),
            MetricName.NOISE_PREDICTION_LOSS));

    assertFinds(
        "test.metrics-training.v1",
        "is a second noise_prediction_loss of metrics-training/r/256/4");
  }

  @Test
  void whatRetentionMayHaveTaken_isUnproven() {
    deployment.remove(TOPICS.trainingMetrics(), Metric.class, it -> it.getMilestone() == 256);
    deployment.starts.put("metrics-training", new TreeMap<>(Map.of(1, 40L)));
    Ledger ledger = deployment.ledger();

    assertThat(ledger.findings()).isEmpty();
    assertThat(ledger.unproven())
        .anySatisfy(it -> assertThat(it).startsWith("metrics-training/r/256/1: lacks"));
  }

  @Test
  void recordThatCannotBeRead_isAFinding_unlessItIsKeptAsADeadLetter() {
    deployment.addBad(TOPICS.samples(), 2, "s", bad(Reason.BAD_DATA, "it begins with 7"));
    assertFinds("test.samples.v1-2@3", "cannot be used: it begins with 7");

    deployment.addLetter("test.samples.v1/2/3", "bad", "7", 0);
    Ledger ledger = deployment.ledger();
    assertThat(ledger.findings()).isEmpty();
    assertThat(ledger.notices())
        .anySatisfy(it -> assertThat(it).contains("is kept as a dead letter: it begins with 7"));
  }

  @Test
  void schemaThatTheRegistryDoesNotHave_isAFinding_andAnUnansweredQuestionIsNone() {
    deployment.addBad(TOPICS.forecasts(), 2, "r", bad(Reason.CONFLICT, "does not know id 7"));
    assertFinds("test.forecasts.v1-2@3", "does not know id 7");

    deployment.addBad(TOPICS.forecasts(), 2, "r", bad(Reason.UNAVAILABLE, "no answer"));
    assertThatThrownBy(deployment::ledger).hasMessage("no answer");
  }

  @Test
  void deadLetterThatIsThereTwice_isNamed() {
    deployment.addBad(TOPICS.samples(), 2, "s", bad(Reason.BAD_DATA, "it begins with 7"));
    deployment.addLetter("test.samples.v1/2/3", "bad", "7", 0);
    deployment.addLetter("test.samples.v1/2/3", "bad", "7", 1);

    assertFinds(
        "test.dead-letters.v1-0@1",
        "is a second letter of record test.samples.v1/2/3, after test.dead-letters.v1-0@0");
  }

  /** Of a law that is known each error has a verdict on the target: the certificate. */
  @Test
  void errorWithoutAVerdictOnTheTarget_certifiesNothing() {
    MetricId id = MetricId.of("metrics-robust-error", "r/256/3", MetricName.ROBUST_ERROR, 0.05);
    deployment.addMetric(id);
    assertThat(deployment.ledger().findings()).isEmpty();

    deployment.replace(
        TOPICS.robustErrorMetrics(),
        Metric.class,
        it -> it.getMetric().equals("robust_error"),
        it -> Metric.newBuilder(it).setEpsilon(7.0).build());
    assertFinds("test.metrics-robust-error.v1", "certifies nothing: its verdict is CERTIFIED, on");

    deployment.replace(
        TOPICS.robustErrorMetrics(),
        Metric.class,
        it -> it.getMetric().equals("robust_error"),
        it -> Metric.newBuilder(it).setVerdict(null).build());
    assertFinds("test.metrics-robust-error.v1", "certifies nothing: its verdict is null");
  }

  @Test
  void deadLetterWithOtherBytes_isNamed_andOneWhoseOriginalIsGoneIsUnproven() {
    deployment.addBad(TOPICS.samples(), 2, "s", bad(Reason.BAD_DATA, "it begins with 7"));
    deployment.addLetter("test.samples.v1/2/3", "good", "7", 0);
    deployment.addLetter("orders/0/12", "gone", "7", 1);

    assertFinds(
        "test.dead-letters.v1-0@0", "does not hold the bytes of record test.samples.v1-2@3");
    assertThat(deployment.ledger().unproven())
        .anySatisfy(it -> assertThat(it).startsWith("1 of 2 dead letters"));
  }

  @Test
  void foreignTransaction_isAFinding_andAnOwnOneIsNone() {
    open("kafka-connect-7", 1_000);
    assertFinds("test.samples.v1-0@42", "'kafka-connect-7' of producer 9 has been open for 1 s");

    deployment.transactions.clear();
    open("test-trainer-r-0", 1_000);
    assertThat(deployment.ledger().findings()).isEmpty();
    assertThat(deployment.ledger().notices())
        .anySatisfy(it -> assertThat(it).contains("test-trainer-r-0"));
  }

  @Test
  void ownTransaction_isAFinding_onceItShouldHaveEnded() {
    open("test-trainer-r-0", 31_000);

    assertFinds("test.samples.v1-0@42", "nobody reads what is behind it");
  }

  @Test
  void whatLiesBehindAnOpenTransaction_isUnproven() {
    deployment.remove(
        TOPICS.weights(),
        ScoreWeights.class,
        it -> it.getNetwork() == 5 && it.getMilestone() == 512);
    deployment.stops.put("weights", new TreeMap<>(Map.of(2, 6L)));
    Ledger ledger = deployment.ledger();

    assertThat(ledger.findings()).isEmpty();
    assertThat(ledger.unproven())
        .anySatisfy(it -> assertThat(it).contains("test.weights.v1-2 holds from offset 6 on"))
        .anySatisfy(it -> assertThat(it).contains("holds r/5 of milestone 512"));
  }

  @Test
  void shardWithoutTrainer_isAFinding_whereTrainersRun() {
    assertThat(deployment.ledger().notices())
        .contains("shards [0, 1] of run r have no trainer: none runs");

    deployment.trainers = 2;
    deployment.owned = Set.of(Keys.shardPartition("r", 0, 4));
    assertFinds("runs/r", "shards [1] of run r have no trainer, and 2 trainers run");
  }

  @Test
  void ofOneRun_othersAreNotLookedAt() {
    MilestoneReached first = deployment.first(TOPICS.milestones(), MilestoneReached.class);
    deployment.add(
        TOPICS.milestones(), 0, "x/256/0", MilestoneReached.newBuilder(first).setRun("x").build());

    assertThat(deployment.ledger(Optional.of("r")).findings()).isEmpty();
    assertThatThrownBy(() -> deployment.ledger(Optional.of("q")))
        .isInstanceOf(ScorestreamException.class)
        .hasMessageContaining("there is no run 'q'");
  }

  @Test
  void findings_areCounted_beyondThoseThatAreListed() {
    for (int i = 0; i < LedgerDraft.MOST_LISTED + 5; i++) {
      deployment.add(TOPICS.samples(), 0, "s", StoredDeployment.samples(700, 0));
    }
    Ledger ledger = deployment.ledger();

    assertThat(ledger.findings()).hasSize(LedgerDraft.MOST_LISTED);
    assertThat(ledger.found()).isEqualTo(LedgerDraft.MOST_LISTED + 5);
  }

  private static SampleBatch changed(SampleBatch batch) {
    ByteBuffer data = ByteBuffer.allocate(batch.getData().remaining());
    data.put(batch.getData().duplicate()).flip();
    data.put(1, (byte) 77);
    return SampleBatch.newBuilder(batch).setData(data).build();
  }

  private void open(String id, long openMs) {
    deployment.transactions.add(
        new OpenTransaction(
            id,
            9,
            openMs,
            30_000,
            List.of(new OpenTransaction.Place(new TopicPartition("test.samples.v1", 0), 42L))));
  }

  private void work(String service, String phase, long at) {
    deployment.addActivity(
        ServiceActivity.newBuilder()
            .setService(service)
            .setInstance("i")
            .setPhase(phase)
            .setDone(0)
            .setTotal(0)
            .setUnit("")
            .setRate(0)
            .build(),
        at);
  }

  private static ScorestreamException bad(Reason reason, String why) {
    return new ScorestreamException(reason, why, "mend it");
  }

  private void assertFinds(String place, String problem) {
    assertThat(deployment.ledger().findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.place()).startsWith(place);
              assertThat(finding.problem()).contains(problem);
              assertThat(finding.remedy()).isNotBlank();
            });
  }
}
