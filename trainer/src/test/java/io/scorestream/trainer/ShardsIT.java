package io.scorestream.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.MilestoneReached;
import io.scorestream.events.MilestoneSpec;
import io.scorestream.events.OptimiserSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.events.TimeGridSpec;
import io.scorestream.topics.MetricName;
import io.scorestream.trainer.Deployment.Running;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Several trainers in one group; that they are in one process makes no difference to the group. */
class ShardsIT extends OnEmbeddedStack {

  private static final int SHARDS = 6;

  @Test
  void twoTrainers_shareTheShards_andALeavingOnesGoToTheOther_toTheSameBits() {
    Deployment alone = deployment("alone");
    Running only = start(alone, "only");
    alone.send("r", 0, ALL);
    awaitUntil(() -> alone.milestones().size() == 3 * SHARDS, only);
    only.stop();

    Deployment shared = deployment("shared");
    Running first = start(shared, "first");
    Running second = start(shared, "second");
    shared.send("r", 0, 50);
    awaitUntil(() -> shared.milestones().size() == SHARDS, first, second);
    first.stop();
    shared.send("r", 50, 100);
    awaitUntil(() -> shared.milestones().size() == 2 * SHARDS, second);
    Running third = start(shared, "third");
    awaitUntil(() -> shared.shares().equals(List.of(3, 3)), second, third);
    shared.send("r", 100, ALL);
    awaitUntil(() -> shared.milestones().size() == 3 * SHARDS, second, third);
    second.stop();
    third.stop();

    assertThat(shared.states(128)).isEqualTo(alone.states(128));
    Map<Long, List<Integer>> reached =
        shared.milestones().stream()
            .collect(
                Collectors.groupingBy(
                    MilestoneReached::getMilestone,
                    Collectors.mapping(MilestoneReached::getShard, Collectors.toList())));
    assertThat(reached).containsOnlyKeys(32L, 64L, 128L);
    assertThat(reached.values())
        .allSatisfy(it -> assertThat(it).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5));
    assertThat(shared.networks(64)).hasSize(SHARDS);
    Map<String, Long> last =
        shared.milestones().stream()
            .filter(it -> it.getMilestone() == 128)
            .collect(Collectors.groupingBy(MilestoneReached::getInstance, Collectors.counting()));
    assertThat(last).isEqualTo(Map.of("second", 3L, "third", 3L));
  }

  /** A trainer that polled between its steps would be put out of the group here, and come again. */
  @Test
  void milestoneFarLongerThanMaxPollInterval_costsNoPlaceInTheGroup() {
    Deployment deployment = deployment("long");
    RunSpec.Builder small = deployment.small("r");
    OptimiserSpec many =
        OptimiserSpec.newBuilder(small.getOptimiser())
            .setMinSteps(60_000)
            .setMaxSteps(60_000)
            .build();
    deployment.apply(
        small.setOptimiser(many).setMilestones(new MilestoneSpec(128L, 2.0, 128L)).build());
    Running trainer =
        deployment.start(
            Map.of(
                "instance", "patient",
                "kafka.max.poll.interval.ms", "2000",
                "kafka.session.timeout.ms", "6000"));
    awaitUntil(() -> deployment.shares().equals(List.of(SHARDS)), trainer);
    List<String> before = deployment.memberIds();
    deployment.send("r", 0, ALL);
    awaitUntil(() -> deployment.milestones().size() == 1, trainer);

    assertThat(deployment.memberIds()).isEqualTo(before);
    trainer.stop();
    assertThat(deployment.milestones()).allMatch(reached -> reached.getEpoch() == 1);
    assertThat(deployment.metrics())
        .filteredOn(metric -> metric.getMetric().equals(MetricName.TRAINING_SECONDS.text()))
        .isNotEmpty()
        .allMatch(metric -> metric.getValue() > 1);
  }

  private static Running start(Deployment deployment, String instance) {
    RunSpec.Builder small = deployment.small("r").setShards(SHARDS);
    TimeGridSpec grid = TimeGridSpec.newBuilder(small.getTimeGrid()).setSteps(SHARDS).build();
    RunSpec spec = small.setTimeGrid(grid).build();
    deployment.apply(spec);
    return deployment.start(
        Map.of("instance", instance, "cache.dir", deployment.cache().resolve(instance).toString()));
  }

  private static void awaitUntil(BooleanSupplier condition, Running... trainers) {
    Deployment.awaitUntil(condition, List.of(trainers));
  }
}
