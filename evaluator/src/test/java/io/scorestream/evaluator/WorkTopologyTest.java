package io.scorestream.evaluator;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.scorestream.evaluator.measure.Comparison;
import io.scorestream.evaluator.work.Work;
import io.scorestream.events.Metric;
import io.scorestream.events.RunAction;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** In which order work is done, and when it is done. */
class WorkTopologyTest extends OnDrivenTopology {

  @Test
  void networks_thatWaited_areEvaluatedByMilestoneAndBeforeLaterOnes() {
    topology.network(1, 1024);
    topology.network(1, 256);
    topology.network(1, 512);
    topology.publish(topology.run);
    topology.network(1, 2048);
    topology.pass(Duration.ofSeconds(1));
    topology.network(1, 4096);
    assertThat(topology.done)
        .extracting(Work::milestone)
        .containsExactly(256L, 512L, 1024L, 2048L, 4096L);
  }

  @Test
  void work_isSaidToBeDoneWithItsResultAndNotBefore() {
    topology.publish(topology.run);
    topology.hold();
    topology.network(1, 256);
    assertThat(topology.robust().isEmpty()).isTrue();
    assertThat(topology.keys("work")).containsExactly("r/0000000000/0000000000000000256/00001");
    topology.release();
    assertThat(topology.keys("work")).hasSize(1);
    topology.pass(Duration.ofMillis(100));
    assertThat(topology.robust().readValuesToList()).hasSize(1);
    assertThat(topology.keys("work")).isEmpty();
  }

  @Test
  void timestep_isEvaluatedMilestoneByMilestone_andOthersMeanwhile() {
    topology.publish(topology.run);
    topology.hold();
    topology.network(1, 512);
    topology.network(1, 1024);
    topology.network(2, 512);
    assertThat(topology.held).hasSize(2);
    topology.release();
    assertThat(topology.done).hasSize(2).extracting(Work::milestone).containsOnly(512L);
    topology.pass(Duration.ofMillis(100));
    topology.release();
    topology.pass(Duration.ofMillis(100));
    assertThat(topology.done).hasSize(3);
    assertThat(topology.robust().readValuesToList())
        .filteredOn(metric -> requireNonNull(metric.getTimestep()) == 1)
        .extracting(Metric::getValue)
        .containsExactly(0.0, 512.0625);
  }

  @Test
  void oldestMilestone_isEvaluatedFirst() {
    topology.publish(topology.run);
    topology.hold();
    topology.network(1, 512);
    topology.network(3, 256);
    topology.network(2, 256);
    topology.release();
    assertThat(topology.done)
        .extracting(Work::milestone, Work::number)
        .containsExactly(tuple(256L, 2), tuple(256L, 3), tuple(512L, 1));
  }

  @Test
  void comparisonsOfOneMilestone_areWorkForAsManyThreads() {
    topology.publish(topology.run);
    topology.hold();
    topology.generation(256, 0, 1, 5);
    assertThat(topology.held).hasSize(Comparison.values().length);
  }

  /** Also where its run is not known yet, or is no more. */
  @Test
  void backlog_isWhatIsTakenFromKafkaAndNotDone() {
    topology.network(1, 256);
    topology.network(1, 256);
    topology.network(2, 256);
    assertThat(topology.backlog.pieces()).isEqualTo(2);
    topology.hold();
    topology.publish(topology.run);
    topology.pass(Duration.ofSeconds(1));
    topology.network(1, 512);
    assertThat(topology.backlog.pieces()).isEqualTo(3);
    topology.release();
    topology.pass(Duration.ofMillis(100));
    assertThat(topology.backlog.pieces()).isEqualTo(1);
    topology.command(RunAction.DELETE, null);
    topology.pass(Duration.ofSeconds(1));
    assertThat(topology.backlog.pieces()).isZero();
  }

  @Test
  void backlog_ofATaskThatEnds_isAnothersToCount() {
    topology.network(1, 256);
    topology.close();
    assertThat(topology.backlog.pieces()).isZero();
    topology = new DrivenTopology(state.resolve("again"));
  }
}
