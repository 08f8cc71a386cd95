package io.scorestream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.scorestream.events.MilestoneSpec;
import io.scorestream.events.MilestoneStart;
import io.scorestream.events.NetworkSpec;
import io.scorestream.events.OptimiserSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.events.ScoreWeights;
import io.scorestream.events.Stopping;
import io.scorestream.trainer.Deployment.Running;
import io.scorestream.trainer.Deployment.StoredNetwork;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Kinds of training beside the usual one, all at once. */
class TrainingKindsIT extends OnEmbeddedStack {

  /** With a fifth held out, enough for milestone 640, and half of it for 320. */
  private static final int ALL = 900;

  /** One network for all times, averaged and bounded, whose milestones end by the held-out loss. */
  @Test
  void run_ofAnotherKindOfTraining_stoppedAndStartedAgain_endsInTheSameBits() {
    List<StoredNetwork> networks = resumedAsUndisturbed("one", 1, 1);
    assertThat(networks)
        .as("all timesteps share it: it is written once")
        .singleElement()
        .extracting(StoredNetwork::weights)
        .satisfies(
            weights -> {
              assertThat(weights.getNetwork()).isEqualTo(1);
              assertThat(weights.getTimes()).hasSize(4);
              assertThat(weights.getLosses()).hasSize(4).doesNotHaveDuplicates();
              assertThat(weights.getAveragedWeights()).isNotEqualTo(weights.getWeights());
              assertThat(weights.getWeightBound()).isEqualTo(0.5);
              assertThat(weights.getLargestWeight()).isLessThanOrEqualTo(0.5);
            });
  }

  /** Bands of 1, 1 and 2 timesteps, with the first in a shard of its own, or all in one. */
  @Test
  void run_inBands_stoppedAndStartedAgain_endsInTheSameBits_howeverManyShards() {
    List<StoredNetwork> networks = resumedAsUndisturbed("bands", 3, 2);
    assertThat(networks)
        .extracting(StoredNetwork::weights)
        .extracting(ScoreWeights::getNetwork, ScoreWeights::getLastTimestep)
        .containsExactly(tuple(1, 1), tuple(2, 2), tuple(3, 4));
    assertThat(networks)
        .extracting(network -> network.weights().getLosses().size())
        .containsExactly(1, 1, 2);

    Deployment whole = deployment("whole");
    whole.apply(otherKind(whole, 3, 1));
    whole.send("r", 0, ALL);
    Running only = whole.start(Map.of());
    whole.awaitMilestones(only, 2);
    only.stop();
    assertThat(whole.networks(640))
        .extracting(network -> network.weights().getWeights())
        .containsExactlyElementsOf(
            networks.stream().map(network -> network.weights().getWeights()).toList());
  }

  /** The networks of the last milestone, which are the same with and without a stop. */
  private List<StoredNetwork> resumedAsUndisturbed(String name, int bands, int shards) {
    Deployment undisturbed = deployment(name + "-undisturbed");
    undisturbed.apply(otherKind(undisturbed, bands, shards));
    undisturbed.send("r", 0, ALL);
    Running only = undisturbed.start(Map.of());
    undisturbed.awaitMilestones(only, 2 * shards);
    only.stop();

    Deployment deployment = deployment(name + "-resumed");
    deployment.apply(otherKind(deployment, bands, shards));
    deployment.send("r", 0, ALL / 2);
    Running first = deployment.start(Map.of());
    deployment.awaitMilestones(first, shards);
    first.stop();
    deployment.send("r", ALL / 2, ALL);
    Running second = deployment.start(Map.of());
    deployment.awaitMilestones(second, 2 * shards);
    second.stop();

    assertThat(deployment.states(640)).isEqualTo(undisturbed.states(640));
    return deployment.networks(640);
  }

  private static RunSpec otherKind(Deployment deployment, int bands, int shards) {
    RunSpec usual = deployment.small("r").build();
    return RunSpec.newBuilder(usual)
        .setNetwork(
            NetworkSpec.newBuilder(usual.getNetwork()).setBands(bands).setWeightBound(0.5).build())
        .setOptimiser(
            OptimiserSpec.newBuilder(usual.getOptimiser())
                .setAveraging(0.9)
                .setStart(MilestoneStart.COLD)
                .setStopping(bands == 1 ? Stopping.HELD_OUT : Stopping.BUDGET)
                .build())
        .setShards(shards)
        .setMilestones(new MilestoneSpec(320L, 2.0, 640L))
        .build();
  }
}
