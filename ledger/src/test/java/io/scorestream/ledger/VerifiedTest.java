package io.scorestream.ledger;

import static io.scorestream.ledger.StoredDeployment.RUN;
import static io.scorestream.ledger.StoredDeployment.TOPICS;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.GenerationBatch;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.RunAction;
import io.scorestream.events.RunCommand;
import io.scorestream.events.SampleHalf;
import io.scorestream.run.TrainingPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a ledger hands on to whoever computes a part of it once more. */
class VerifiedTest {

  private final StoredDeployment deployment = StoredDeployment.healthy();

  @Test
  void eachMilestoneOfAShard_isHandedOn_withItsShard() {
    assertThat(deployment.verified().shards())
        .extracting(it -> it.reached().getMilestone() + "/" + it.shard().first())
        .containsExactly("256/1", "256/7", "512/1", "512/7");
  }

  /** A trainer would have refused it, or never written it: there is nothing to train again. */
  @Test
  void milestoneThatIsNotAsSpecified_isNot() {
    deployment.replace(
        TOPICS.milestones(),
        MilestoneReached.class,
        it -> it.getShard() == 1 && it.getMilestone() == 512,
        it -> MilestoneReached.newBuilder(it).setHalf(SampleHalf.FIRST).build());
    deployment.replace(
        TOPICS.milestones(),
        MilestoneReached.class,
        it -> it.getShard() == 0 && it.getMilestone() == 512,
        it -> MilestoneReached.newBuilder(it).setShard(7).build());

    assertThat(deployment.verified().shards())
        .extracting(it -> it.reached().getMilestone())
        .containsExactly(256L, 256L);
  }

  @Test
  void plans_areAllThatWereInForce_theNewestFirst() {
    command(RunAction.PAUSE, null);
    command(RunAction.RESUME, 1e-4);
    command(RunAction.PAUSE, null);

    TrainingPlan first = RUN.training();
    List<TrainingPlan> plans = deployment.verified().shards().get(0).plans();
    assertThat(plans)
        .extracting(TrainingPlan::learningRate)
        .containsExactly(1e-4, first.learningRate());
    assertThat(plans.get(1)).isEqualTo(first);
  }

  @Test
  void placesOfGenerations_areThoseOfMilestonesThatHaveAll() {
    RecordOffset first = requireNonNull(deployment.verified().generations().get("r/256")).get(0);
    assertThat(deployment.find(TOPICS.generations(), first))
        .hasValueSatisfying(it -> assertThat(it.key()).isEqualTo("r/256"));

    deployment.remove(
        TOPICS.generations(),
        GenerationBatch.class,
        it -> it.getMilestone() == 256 && it.getBatch() == 1);
    assertThat(deployment.verified().generations()).containsOnlyKeys("r/512");
  }

  private void command(RunAction action, @Nullable Double rate) {
    deployment.add(
        TOPICS.commands(),
        0,
        "r",
        RunCommand.newBuilder()
            .setRun("r")
            .setAction(action)
            .setSpecHash(RUN.hash())
            .setLearningRate(rate)
            .build());
  }
}
