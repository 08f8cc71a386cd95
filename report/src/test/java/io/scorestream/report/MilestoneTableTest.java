package io.scorestream.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.events.RunSpec;
import io.scorestream.topics.MetricName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MilestoneTableTest {

  private static final int TIMESTEPS = 4;

  private final MilestoneTable table = new MilestoneTable(Fixtures.runWithLaw(2, TIMESTEPS));

  @Test
  void add_ofTheLastMissingMetric_givesTheRowOnce() {
    List<Metric> metrics = new ArrayList<>(Fixtures.milestone(256, TIMESTEPS));
    metrics.removeIf(metric -> Double.valueOf(0.01).equals(metric.getDelta()));
    Collections.shuffle(metrics, new Random(5));

    for (Metric metric : metrics.subList(0, metrics.size() - 1)) {
      assertThat(table.add(metric)).isEmpty();
    }
    Metric last = metrics.get(metrics.size() - 1);

    assertThat(table.add(last)).map(MilestoneRow::milestone).contains(256L);
    assertThat(table.add(last)).isEmpty();
  }

  @Test
  void row_holdsMediansAndTheWorstTimestep() {
    Fixtures.milestone(256, TIMESTEPS).forEach(table::add);

    MilestoneRow row = table.rows().get(0);

    assertThat(row.loss()).isCloseTo(0.25, within(1e-12));
    double median = (0.25 / 2 + 0.25 / 3) / 2;
    assertThat(row.median().value()).isCloseTo(median, within(1e-12));
    assertThat(row.median().low()).isCloseTo(0.9 * median, within(1e-12));
    assertThat(row.median().high()).isCloseTo(1.1 * median, within(1e-12));
    assertThat(row.worst().value()).isEqualTo(0.25);
    assertThat(row.worstTimestep()).isEqualTo(1);
    assertThat(row.ratio()).isCloseTo(8.0 / 256 / 0.004, within(1e-12));
    assertThat(row.seconds()).isEqualTo(3.5);
  }

  @Test
  void add_ofAnotherRunsMetric_changesNothing() {
    table.add(
        Metric.newBuilder()
            .setRun("another")
            .setMilestone(256)
            .setMetric(MetricName.SLICED_W2.text())
            .setValue(1)
            .setN(1)
            .setEvidence(Evidence.EMPIRICAL)
            .build());

    assertThat(table.rows()).isEmpty();
  }

  @Test
  void add_withoutALaw_waitsForHeldOutLosses() {
    MilestoneTable file = new MilestoneTable(Fixtures.runWithoutLaw(2, 1));
    Fixtures.milestone(256, 1).forEach(metric -> assertThat(file.add(metric)).isEmpty());

    Optional<MilestoneRow> row =
        file.add(Fixtures.timestep(MetricName.HELD_OUT_LOSS, 256, 1, null, 0.75));

    assertThat(row).map(complete -> complete.worst().value()).contains(0.75);
  }

  @Test
  void add_ofARunOfTwoShards_waitsForBothAndAddsTheirTimes() {
    RunSpec spec = RunSpec.newBuilder(Fixtures.runWithLaw(2, TIMESTEPS)).setShards(2).build();
    MilestoneTable shards = new MilestoneTable(spec);
    Fixtures.milestone(256, TIMESTEPS).forEach(metric -> assertThat(shards.add(metric)).isEmpty());

    Optional<MilestoneRow> row = shards.add(Fixtures.seconds(256, 1, 1.5));

    assertThat(row).map(MilestoneRow::seconds).contains(5.0);
  }

  @Test
  void rows_ofMilestonesNotYetComplete_haveUnknownsAndAscend() {
    table.add(Fixtures.seconds(512, 0, 2));
    table.add(Fixtures.seconds(256, 0, 1));

    assertThat(table.rows()).extracting(MilestoneRow::milestone).containsExactly(256L, 512L);
    MilestoneRow row = table.rows().get(0);
    assertThat(row.loss()).isNaN();
    assertThat(row.ratio()).isNaN();
    assertThat(row.worst().isKnown()).isFalse();
  }
}
