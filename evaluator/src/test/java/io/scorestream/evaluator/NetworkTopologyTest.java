package io.scorestream.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.scorestream.evaluator.work.Work;
import io.scorestream.events.Metric;
import io.scorestream.events.NetworkSpec;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SampleHalf;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.activity.Activity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From milestones to what is said of their networks, with evaluations that only count. */
class NetworkTopologyTest extends OnDrivenTopology {

  @Test
  void network_ofAKnownRun_givesItsMetricsUnderTheirKey() {
    topology.publish(topology.run);
    topology.network(3, 256);
    assertThat(topology.robust().readKeyValuesToList())
        .extracting(record -> record.key, record -> record.value.getTimestep())
        .containsExactly(tuple("r/256/3", 3));
  }

  @Test
  void network_isReadWhereTheMilestoneSays() {
    topology.publish(topology.run);
    topology.network(1, 256);
    topology.network(2, 512);
    assertThat(topology.done)
        .extracting(Work::records)
        .containsExactly(
            List.of(new RecordOffset(2, 25_600L)), List.of(new RecordOffset(2, 51_200L)));
  }

  @Test
  void networkOfABand_isEvaluatedAtEachOfItsTimesteps() {
    RunSpec spec = topology.run.spec();
    NetworkSpec network = NetworkSpec.newBuilder(spec.getNetwork()).setBands(2).build();
    Run run = new Run(RunSpec.newBuilder(spec).setNetwork(network).setShards(1).build());
    topology.publish(run);
    topology.networks(
        RunState.of(run), SampleHalf.BOTH, 256, Fixtures.at(1, 1, 7), Fixtures.at(3, 1, 8));
    assertThat(topology.done)
        .extracting(Work::number, Work::records)
        .containsExactlyInAnyOrder(
            tuple(1, List.of(new RecordOffset(1, 7L))),
            tuple(2, List.of(new RecordOffset(1, 7L))),
            tuple(3, List.of(new RecordOffset(1, 8L))),
            tuple(4, List.of(new RecordOffset(1, 8L))));
  }

  @Test
  void network_beforeItsRun_waitsAndIsEvaluatedOnce() {
    topology.network(1, 256);
    topology.network(2, 256);
    topology.network(1, 512);
    topology.pass(Duration.ofSeconds(2));
    assertThat(topology.robust().isEmpty()).isTrue();

    topology.publish(topology.run);
    topology.pass(Duration.ofSeconds(2));
    topology.pass(Duration.ofSeconds(2));
    assertThat(topology.robust().readKeyValuesToList())
        .extracting(record -> record.key)
        .containsExactlyInAnyOrder("r/256/1", "r/256/2", "r/512/1");
  }

  @Test
  void network_thatComesTwice_givesTheSameMetricTwice() {
    topology.publish(topology.run);
    topology.network(3, 256);
    topology.network(3, 256);
    List<Metric> metrics = topology.robust().readValuesToList();
    assertThat(metrics).hasSize(2);
    assertThat(metrics.get(0)).isEqualTo(metrics.get(1));
  }

  @Test
  void network_isComparedWithTheSameTimestepOfAnEarlierMilestone() {
    topology.publish(topology.run);
    topology.network(1, 256);
    topology.network(2, 256);
    topology.network(2, 512);
    topology.network(2, 512);
    topology.network(2, 256);
    topology.network(2, 1024);
    assertThat(topology.robust().readValuesToList())
        .extracting(Metric::getValue)
        .containsExactly(0.0, 0.0, 256.125, 0.0, 0.0, 512.125);
  }

  @Test
  void network_thatIsPassedOver_isAskedForNoMore() {
    topology.publish(topology.run);
    topology.network(1, DrivenTopology.PASSED_OVER);
    assertThat(topology.robust().isEmpty()).isTrue();
    assertThat(topology.keys("work")).isEmpty();
  }

  @Test
  void network_thatIsNotSound_failsWithItsPlaceAndRemedy() {
    topology.publish(topology.run);
    assertThatThrownBy(() -> topology.network(1, DrivenTopology.UNSOUND))
        .satisfies(
            e -> {
              RuntimeException known =
                  EvaluatorFailures.known(e, DrivenTopology.CONNECTION, Path.of("state"));
              assertThat(known)
                  .isInstanceOfSatisfying(
                      ScorestreamException.class,
                      bad -> assertThat(bad.reason()).isEqualTo(Reason.BAD_DATA))
                  .hasMessageContaining("the record is not sound: odd");
            });
  }

  @Test
  void timesteps_areCountedPerMilestoneForThoseWhoWatch() {
    topology.publish(topology.run);
    topology.network(1, 256);
    topology.network(2, 256);
    topology.network(1, 512);
    assertThat(topology.activities)
        .extracting(Activity::milestone, Activity::done, Activity::total)
        .containsExactly(tuple(256L, 1L, 4L), tuple(256L, 2L, 4L), tuple(512L, 1L, 4L));
  }

  /** As when one shard is ahead of another. */
  @Test
  void milestone_isSummedUpOverItsTimestepsOnceAllAreThere() {
    topology.publish(topology.run);
    topology.network(1, 256);
    topology.network(2, 256);
    topology.network(1, 512);
    topology.network(2, 256);
    topology.network(2, 512);
    topology.network(4, 256);
    assertThat(topology.paths()).isEmpty();
    topology.network(3, 256);
    assertThat(topology.paths())
        .extracting(Metric::getMilestone, Metric::getValue, Metric::getN)
        .containsExactly(tuple(256L, 10.0, 4L));
    topology.network(3, 512);
    topology.network(4, 512);
    assertThat(topology.paths())
        .extracting(Metric::getMilestone, Metric::getValue, Metric::getN)
        .containsExactly(tuple(512L, 10.0, 4L));
  }

  @Test
  void milestone_thatIsComplete_saysWhatItsEvaluationTook() {
    topology.publish(topology.run);
    for (int timestep = 1; timestep <= 4; timestep++) {
      topology.network(timestep, 256);
    }
    assertThat(topology.robust().readValuesToList())
        .filteredOn(metric -> metric.getMetric().startsWith("evaluation_"))
        .extracting(Metric::getMetric, Metric::getTimestep, Metric::getN)
        .containsExactly(
            tuple("evaluation_seconds", null, 4L), tuple("evaluation_lag_seconds", null, 4L));
  }
}
