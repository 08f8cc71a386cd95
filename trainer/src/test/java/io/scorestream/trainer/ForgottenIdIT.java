package io.scorestream.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.embedded.StackPorts;
import io.scorestream.events.MilestoneReached;
import io.scorestream.trainer.Deployment.Running;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that forgets transactional ids within seconds, where others take a week. */
class ForgottenIdIT {

  private static final long FORGOTTEN_MS = 6_000;

  @TempDir private Path folder;

  @Test
  void shard_whoseIdWasForgotten_idleOrInTraining_goesOn_andNothingIsTrainedTwice()
      throws Exception {
    Map<String, String> forgetful =
        Map.of(
            "transactional.id.expiration.ms",
            "1500",
            "transaction.remove.expired.transaction.cleanup.interval.ms",
            "500");
    try (EmbeddedStack stack =
        EmbeddedStack.start(folder.resolve("stack"), StackPorts.FREE, forgetful)) {
      Deployment undisturbed = new Deployment(stack, "undisturbed", folder, Deployment.PARTITIONS);
      undisturbed.apply(undisturbed.small("r").build());
      undisturbed.send("r", 0, OnEmbeddedStack.ALL);
      Running first = undisturbed.start(Map.of());
      undisturbed.awaitMilestones(first, 3);
      first.stop();

      Deployment deployment = new Deployment(stack, "forgotten", folder, Deployment.PARTITIONS);
      deployment.apply(deployment.small("r").build());
      deployment.send("r", 0, 50);
      Running trainer = deployment.start(Map.of());
      deployment.awaitMilestones(trainer, 1);
      Thread.sleep(FORGOTTEN_MS);
      deployment.send("r", 50, OnEmbeddedStack.ALL);
      deployment.awaitMilestones(trainer, 3);
      trainer.stop();

      assertThat(deployment.milestones())
          .extracting(MilestoneReached::getMilestone)
          .containsExactly(32L, 64L, 128L);
      assertThat(deployment.milestones())
          .extracting(MilestoneReached::getEpoch)
          .as("a second writer of the shard, since the first was forgotten")
          .isEqualTo(List.of(1, 2, 2));
      assertThat(deployment.states(128)).isEqualTo(undisturbed.states(128));
      assertThat(deployment.trainings("r", 64)).isEqualTo(1);
    }
  }
}
