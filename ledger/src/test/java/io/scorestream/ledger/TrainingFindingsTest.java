package io.scorestream.ledger;

import static io.scorestream.ledger.StoredDeployment.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.MilestoneReached;
import io.scorestream.events.SampleOffset;
import io.scorestream.events.ScoreWeights;
import io.scorestream.events.TrainingState;
import io.scorestream.topics.Keys;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is found of milestones, networks and training states. */
class TrainingFindingsTest {

  private final StoredDeployment deployment = StoredDeployment.healthy();

  @Test
  void milestoneThatIsSaidTwice_isNamedWithBothPlaces() {
    MilestoneReached first = deployment.first(TOPICS.milestones(), MilestoneReached.class);
    deployment.add(
        TOPICS.milestones(),
        Keys.shardPartition("r", 0, 4),
        Keys.shardMilestone("r", 256, 0),
        first);

    deployment.assertFinds(
        "test.milestones.v1", "says milestone 256 of run r, shard 0, a second time, after");
  }

  @Test
  void milestoneThatIsMissing_isNamed_whereALaterOneIsThere() {
    deployment.remove(
        TOPICS.milestones(),
        MilestoneReached.class,
        it -> it.getMilestone() == 256 && it.getShard() == 1);

    deployment.assertFinds("milestones/r/256/1", "is missing, and milestone 512 after it is there");
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

    deployment.assertFinds("test.milestones.v1", "says that the first 512 samples end at");
  }

  @Test
  void milestoneOfAFencedWriter_isNamed() {
    deployment.replace(
        TOPICS.milestones(),
        MilestoneReached.class,
        it -> it.getMilestone() == 512 && it.getShard() == 0,
        it -> MilestoneReached.newBuilder(it).setEpoch(1).build());

    deployment.assertFinds(
        "test.milestones.v1", "was written in epoch 1, after a milestone of epoch 3");
  }

  @Test
  void milestoneOfARunThatNobodyPublished_isNamed() {
    MilestoneReached first = deployment.first(TOPICS.milestones(), MilestoneReached.class);
    deployment.add(
        TOPICS.milestones(), 0, "x/256/0", MilestoneReached.newBuilder(first).setRun("x").build());

    deployment.assertFinds("test.milestones.v1-0", "is of run x, which nobody published");
  }

  @Test
  void networkThatIsMissing_isNamedByItsMilestone() {
    deployment.remove(
        TOPICS.weights(),
        ScoreWeights.class,
        it -> it.getNetwork() == 5 && it.getMilestone() == 512);

    deployment.assertFinds(
        "test.milestones.v1", "says that r/5 of milestone 512 lies at test.weights.v1");
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

    deployment.assertFinds("test.weights.v1", "damaged, its content has another hash than it says");
  }

  @Test
  void trainingStateOfAnotherMilestone_isNamed() {
    deployment.replace(
        TOPICS.trainingState(),
        TrainingState.class,
        it -> it.getNetwork() == 5 && it.getMilestone() == 512,
        it -> TrainingState.newBuilder(it).setMilestone(256).build());

    deployment.assertFinds("test.training-state.v1", "is not what milestone 512 of run r");
  }

  @Test
  void networkThatNoMilestoneNames_isNamed() {
    ScoreWeights first = deployment.first(TOPICS.weights(), ScoreWeights.class);
    deployment.add(TOPICS.weights(), 0, "r/1", first);

    deployment.assertFinds("test.weights.v1-0", "no milestone says that it lies there");
  }
}
