package io.scorestream.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.scorestream.evaluator.work.Work;
import io.scorestream.events.Metric;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.RunAction;
import io.scorestream.events.SampleHalf;
import io.scorestream.run.RunState;
import io.scorestream.service.activity.Activity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How networks on halves of the samples go through the topology, beside those on all of them. */
class HalvesTopologyTest extends OnDrivenTopology {

  @Test
  void halves_areComparedWhenBothOfATimestepAndMilestoneAreThere() {
    topology.publish(topology.run);
    half(1, 256, SampleHalf.FIRST);
    half(2, 256, SampleHalf.SECOND);
    half(1, 512, SampleHalf.FIRST);
    half(1, 1024, SampleHalf.SECOND);
    half(1, 512, SampleHalf.FIRST);
    assertThat(topology.robust().isEmpty()).isTrue();
    half(1, 512, SampleHalf.SECOND);
    half(2, 256, SampleHalf.FIRST);
    assertThat(topology.robust().readKeyValuesToList())
        .extracting(record -> record.key, record -> record.value.getMetric())
        .containsExactly(
            tuple("r/512/1", "split_half_disagreement"),
            tuple("r/256/2", "split_half_disagreement"));
    assertThat(topology.done)
        .extracting(Work::records)
        .as("the first half's, then the second's")
        .containsExactly(
            List.of(new RecordOffset(0, 512L), new RecordOffset(1, 512L)),
            List.of(new RecordOffset(0, 256L), new RecordOffset(1, 256L)));
    assertThat(topology.keys("waiting-halves"))
        .containsExactly("r/0000000000/00001/0000000000000001024/second");
  }

  /** Neither as what a milestone is made of, nor as what the next one is compared with. */
  @Test
  void halves_areNoPartOfWhatIsSaidOfTheRunsNetworks() {
    topology.publish(topology.run);
    whole(1, 256);
    for (int timestep = 1; timestep <= Fixtures.TIMESTEPS; timestep++) {
      half(timestep, 512, SampleHalf.FIRST);
      half(timestep, 512, SampleHalf.SECOND);
    }
    whole(1, 1024);
    assertThat(topology.robust().readValuesToList())
        .filteredOn(metric -> !metric.getMetric().equals("split_half_disagreement"))
        .extracting(Metric::getMetric, Metric::getMilestone, Metric::getValue)
        .containsExactly(tuple("l2_error", 256L, 0.0), tuple("l2_error", 1024L, 256.0625));
    assertThat(topology.activities)
        .extracting(Activity::milestone, Activity::done)
        .containsExactly(tuple(256L, 1L), tuple(1024L, 1L));
  }

  @Test
  void halves_beforeTheirRun_waitBesideItsNetworks_andAreGoneWithIt() {
    half(1, 256, SampleHalf.SECOND);
    whole(1, 256);
    half(1, 256, SampleHalf.FIRST);
    topology.publish(topology.run);
    topology.pass(Duration.ofSeconds(1));
    assertThat(topology.robust().readValuesToList())
        .extracting(Metric::getMetric)
        .containsExactly("l2_error", "split_half_disagreement");
    half(1, 512, SampleHalf.FIRST);
    assertThat(topology.keys("waiting-halves"))
        .containsExactly("r/0000000000/00001/0000000000000000512/first");
    topology.command(RunAction.DELETE, null);
    topology.pass(Duration.ofSeconds(1));
    assertThat(topology.keys("waiting-halves")).isEmpty();
  }

  private void whole(int timestep, long milestone) {
    half(timestep, milestone, SampleHalf.BOTH);
  }

  private void half(int timestep, long milestone, SampleHalf half) {
    int partition = half == SampleHalf.SECOND ? 1 : 0;
    topology.network(
        RunState.of(topology.run), half, milestone, Fixtures.at(timestep, partition, milestone));
  }
}
