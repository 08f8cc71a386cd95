package io.scorestream.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.MilestoneSpec;
import io.scorestream.events.MilestoneStart;
import io.scorestream.events.NetworkSharing;
import io.scorestream.events.NetworkSpec;
import io.scorestream.events.OptimiserSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.events.Stopping;
import io.scorestream.trainer.Deployment.Running;
import io.scorestream.trainer.Deployment.StoredNetwork;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Kinds of training beside the usual one, all at once. */
class TrainingKindsIT extends OnEmbeddedStack {

  /** With a fifth held out, enough for milestone 640, and half of it for 320. */
  private static final int ALL = 900;

  /** One network for all times, averaged and bounded, whose milestones end by the held-out loss. */
  @Test
  void run_ofAnotherKindOfTraining_stoppedAndStartedAgain_endsInTheSameBits() {
    Deployment undisturbed = deployment("undisturbed");
    undisturbed.apply(otherKind(undisturbed));
    undisturbed.send("r", 0, ALL);
    Running only = undisturbed.start(Map.of());
    undisturbed.awaitMilestones(only, 2);
    only.stop();

    Deployment deployment = deployment("resumed");
    deployment.apply(otherKind(deployment));
    deployment.send("r", 0, ALL / 2);
    Running first = deployment.start(Map.of());
    deployment.awaitMilestones(first, 1);
    first.stop();
    deployment.send("r", ALL / 2, ALL);
    Running second = deployment.start(Map.of());
    deployment.awaitMilestones(second, 2);
    second.stop();

    assertThat(deployment.states(640)).isEqualTo(undisturbed.states(640));
    assertThat(deployment.networks(640))
        .as("all timesteps share it: it is written once")
        .singleElement()
        .extracting(StoredNetwork::weights)
        .satisfies(
            weights -> {
              assertThat(weights.getNetwork()).isZero();
              assertThat(weights.getTimes()).hasSize(4);
              assertThat(weights.getLosses()).hasSize(4).doesNotHaveDuplicates();
              assertThat(weights.getAveragedWeights()).isNotEqualTo(weights.getWeights());
              assertThat(weights.getWeightBound()).isEqualTo(0.5);
              assertThat(weights.getLargestWeight()).isLessThanOrEqualTo(0.5);
            });
  }

  private static RunSpec otherKind(Deployment deployment) {
    RunSpec usual = deployment.small("r").build();
    return RunSpec.newBuilder(usual)
        .setNetwork(
            NetworkSpec.newBuilder(usual.getNetwork())
                .setSharing(NetworkSharing.SHARED)
                .setWeightBound(0.5)
                .build())
        .setOptimiser(
            OptimiserSpec.newBuilder(usual.getOptimiser())
                .setAveraging(0.9)
                .setStart(MilestoneStart.COLD)
                .setStopping(Stopping.HELD_OUT)
                .build())
        .setMilestones(new MilestoneSpec(320L, 2.0, 640L))
        .build();
  }
}
