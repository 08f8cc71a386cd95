package io.scorestream.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.MilestoneReached;
import io.scorestream.events.NetworkRecords;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.ScoreWeights;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import io.scorestream.trainer.Deployment.Running;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Test;

/**
 * Runs that cannot go on from what is committed fail, which ends no trainer, and nothing of them is
 * lost.
 */
class RefusedRunIT extends OnEmbeddedStack {

  @Test
  void run_ofAnotherSpecificationThanItsNetworks_fails() {
    Deployment deployment = deployment("foreign");
    deployment.apply(deployment.small("r").build());
    deployment.send("r", 0, 50);
    Running first = deployment.start(Map.of());
    deployment.awaitMilestones(first, 1);
    first.stop();
    MilestoneReached reached = deployment.milestones().get(0);
    deployment.send(MilestoneReached.newBuilder(reached).setSpecHash("another").build());

    assertThat(deployment.failure())
        .contains("run r was trained up to milestone 32 by another specification");
  }

  /** Trained anew, each of its metrics would be there twice. */
  @Test
  void run_whosePartitionsWereAddedTo_fails() throws Exception {
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

    assertThat(deployment.failure())
        .startsWith(
            "milestone 32 of run r, shard 0, lies in partition %s of topic added.milestones.v1, where partitions were added since"
                .formatted(before));
    assertThat(deployment.milestones()).hasSize(1);
  }

  @Test
  void run_whoseNetworkIsDamaged_fails() {
    Deployment deployment = trainedOnce("damaged");
    ScoreWeights weights = deployment.networks(32).get(2).weights();
    RecordOffset damaged =
        deployment.send(ScoreWeights.newBuilder(weights).setLargestWeight(0).setStep(41).build());
    pointThirdNetworkTo(deployment, damaged);

    assertThat(deployment.failure())
        .contains("training state of run r, network 3, milestone 32 at step 40")
        .contains("does not belong to weights of run r, network 3, milestone 32");
  }

  /** A newer record of a network is not the one that the milestone was committed with. */
  @Test
  void run_whoseNetworkIsNotWhereTheMilestoneSays_fails() {
    Deployment deployment = trainedOnce("elsewhere");
    RecordOffset other = deployment.milestones().get(0).getNetworks().get(1).getWeights();
    pointThirdNetworkTo(deployment, other);

    assertThat(deployment.failure())
        .startsWith(
            "record at topic elsewhere.weights.v1, partition %s, offset %s has key r/2, where r/3 was written"
                .formatted(other.getPartition(), other.getOffset()));
  }

  private static void pointThirdNetworkTo(Deployment deployment, RecordOffset weights) {
    MilestoneReached reached = deployment.milestones().get(0);
    List<NetworkRecords> networks = new ArrayList<>(reached.getNetworks());
    networks.set(2, new NetworkRecords(3, weights, networks.get(2).getState()));
    deployment.send(MilestoneReached.newBuilder(reached).setNetworks(networks).build());
  }
}
