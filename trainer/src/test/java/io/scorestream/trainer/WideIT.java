package io.scorestream.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.MilestoneReached;
import io.scorestream.events.MilestoneSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.events.TimeGridSpec;
import io.scorestream.trainer.Deployment.Running;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** As many trainers as there are partitions; that they are in one process makes no difference. */
class WideIT extends OnEmbeddedStack {

  private static final int PARTITIONS = 12;

  @Test
  void eachOfTwelveTrainers_hasWorkOfOneRun() {
    Deployment deployment = deployment("wide", PARTITIONS);
    List<Running> trainers =
        IntStream.range(0, PARTITIONS)
            .mapToObj(number -> start(deployment, "trainer-" + number))
            .toList();
    Deployment.awaitUntil(
        () -> deployment.shares().equals(Collections.nCopies(PARTITIONS, 1)), trainers);

    RunSpec.Builder small = deployment.small("r").setShards(PARTITIONS);
    deployment.apply(
        small
            .setTimeGrid(TimeGridSpec.newBuilder(small.getTimeGrid()).setSteps(PARTITIONS).build())
            .setMilestones(new MilestoneSpec(32L, 2.0, 32L))
            .build());
    deployment.send("r", 0, 60);
    Deployment.awaitUntil(() -> deployment.milestones().size() == PARTITIONS, trainers);
    trainers.forEach(Running::stop);

    assertThat(deployment.milestones())
        .extracting(MilestoneReached::getInstance)
        .doesNotHaveDuplicates()
        .hasSize(PARTITIONS);
    assertThat(deployment.milestones())
        .extracting(MilestoneReached::getShard)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, PARTITIONS).boxed().toList());
  }

  private static Running start(Deployment deployment, String instance) {
    return deployment.start(
        Map.of("instance", instance, "cache.dir", deployment.cache().resolve(instance).toString()));
  }
}
