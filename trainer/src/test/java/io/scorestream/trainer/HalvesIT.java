package io.scorestream.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.MilestoneReached;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SampleHalf;
import io.scorestream.run.network.NetworkState;
import io.scorestream.trainer.Deployment.Running;
import io.scorestream.trainer.Deployment.StoredNetwork;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run whose samples are halved: three networks for each timestep and milestone. */
class HalvesIT extends OnEmbeddedStack {

  private static final int MILESTONES = 3;

  private static final List<SampleHalf> HALVES =
      List.of(SampleHalf.BOTH, SampleHalf.FIRST, SampleHalf.SECOND);

  @Test
  void halves_stoppedAndStartedAgain_endInTheSameBits_andLeaveTheRunsOwnNetworksAsTheyAre() {
    Deployment without = deployment("without");
    trainAll(without, false);
    Deployment undisturbed = deployment("undisturbed");
    trainAll(undisturbed, true);

    Deployment resumed = deployment("resumed");
    resumed.apply(spec(resumed, true));
    resumed.send("r", 0, ALL / 2);
    Running first = resumed.start(Map.of());
    resumed.awaitMilestones(first, 2 * HALVES.size());
    first.stop();
    resumed.send("r", ALL / 2, ALL);
    Running second = resumed.start(Map.of());
    resumed.awaitMilestones(second, MILESTONES * HALVES.size());
    second.stop();

    for (SampleHalf half : HALVES) {
      assertThat(states(resumed, half)).isEqualTo(states(undisturbed, half)).hasSize(4);
    }
    assertThat(states(undisturbed, SampleHalf.BOTH)).isEqualTo(states(without, SampleHalf.BOTH));
    assertThat(states(undisturbed, SampleHalf.FIRST))
        .doesNotContainAnyElementsOf(states(undisturbed, SampleHalf.SECOND))
        .doesNotContainAnyElementsOf(states(undisturbed, SampleHalf.BOTH));
    assertOnceEach(resumed);
    assertThat(resumed.metrics()).hasSameSizeAs(without.metrics());
    assertThat(resumed.drift()).allMatch(state -> state.getShard() == 0);
  }

  private static void assertOnceEach(Deployment deployment) {
    assertThat(deployment.milestones())
        .extracting(reached -> reached.getMilestone() + "/" + reached.getHalf())
        .hasSize(MILESTONES * HALVES.size())
        .doesNotHaveDuplicates();
    assertThat(deployment.milestones())
        .filteredOn(reached -> reached.getMilestone() == 128)
        .extracting(MilestoneReached::getOffsets)
        .containsOnly(deployment.networks(128).get(0).weights().getOffsets())
        .hasSize(HALVES.size());
    assertThat(deployment.networks())
        .extracting(StoredNetwork::weights)
        .extracting(it -> it.getMilestone() + "/" + it.getHalf() + "/" + it.getNetwork())
        .hasSize(4 * MILESTONES * HALVES.size())
        .doesNotHaveDuplicates();
  }

  private static void trainAll(Deployment deployment, boolean halves) {
    deployment.apply(spec(deployment, halves));
    deployment.send("r", 0, ALL);
    Running trainer = deployment.start(Map.of());
    deployment.awaitMilestones(trainer, MILESTONES * (halves ? HALVES.size() : 1));
    trainer.stop();
  }

  private static RunSpec spec(Deployment deployment, boolean halves) {
    return deployment.small("r").setHalves(halves).build();
  }

  private static List<NetworkState> states(Deployment deployment, SampleHalf half) {
    return deployment.networks(128).stream()
        .filter(network -> network.weights().getHalf() == half)
        .map(StoredNetwork::state)
        .toList();
  }
}
