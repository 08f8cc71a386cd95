package io.scorestream.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.Metric;
import io.scorestream.events.Verdict;
import io.scorestream.run.Headline;
import io.scorestream.topics.MetricName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTableTest {

  private final List<MetricLine> metrics = new ArrayList<>();

  @Test
  void lines_countEachTimestepOnceAtTheHeadlinesLevel() {
    verdict(256, 1, 0.05, Verdict.REFUTED);
    verdict(256, 2, 0.05, Verdict.REFUTED);
    verdict(256, 2, 0.01, Verdict.UNDECIDED);
    verdict(512, 1, 0.05, Verdict.CERTIFIED);
    verdict(512, 1, 0.05, Verdict.CERTIFIED);
    verdict(512, 2, 0.05, Verdict.UNDECIDED);
    add(Fixtures.timestep(MetricName.TAIL_ALARM, 512, 1, null, 0));
    add(Fixtures.timestep(MetricName.TAIL_ALARM, 512, 2, null, 1));
    add(path(512, 0.05, 0.5));
    add(path(512, 0.01, 0.9));
    add(Fixtures.whole(MetricName.SLICED_W2, 1024, 0.1));

    assertThat(lines())
        .containsExactly(
            "Timesteps whose σ_t·D^0.05 keeps to 0.1, each at 95 % confidence, and the error along"
                + " whole paths:",
            "",
            "| m | certified | undecided | refuted | path error | tail alarms |",
            "|--:|--:|--:|--:|--:|--:|",
            "| 256 | 0 | 0 | 2 | – | 0 |",
            "| 512 | 1 | 1 | 0 | 0.5000 [0.4500, 0.5500] | 1 |",
            "");
  }

  @Test
  void lines_withoutVerdicts_areNone() {
    add(Fixtures.timestep(MetricName.ROBUST_ERROR, 256, 1, 0.05, 0.2));
    assertThat(lines()).isEmpty();
  }

  /** An event that lacks a number which others of its name have ended the report. */
  @Test
  void lines_passOverWhatLacksItsLevelOrItsTarget() {
    verdict(256, 1, 0.05, Verdict.CERTIFIED);
    Metric robust = Fixtures.timestep(MetricName.ROBUST_ERROR, 256, 2, 0.05, 0.2);
    add(Metric.newBuilder(robust).setVerdict(Verdict.CERTIFIED).build());
    add(Fixtures.whole(MetricName.PATH_ERROR, 256, 0.5));
    assertThat(lines()).contains("| 256 | 1 | 0 | 0 | – | 0 |");
  }

  private List<String> lines() {
    return VerdictTable.lines(metrics, new Headline(MetricName.ROBUST_ERROR, 0.05), 0.95);
  }

  private static Metric path(long milestone, double delta, double value) {
    return Metric.newBuilder(Fixtures.whole(MetricName.PATH_ERROR, milestone, value))
        .setDelta(delta)
        .build();
  }

  private void verdict(long milestone, int timestep, double delta, Verdict verdict) {
    Metric robust = Fixtures.timestep(MetricName.ROBUST_ERROR, milestone, timestep, delta, 0.2);
    add(Metric.newBuilder(robust).setEpsilon(0.1).setVerdict(verdict).build());
  }

  private void add(Metric metric) {
    metrics.add(new MetricLine("t", metric));
  }
}
