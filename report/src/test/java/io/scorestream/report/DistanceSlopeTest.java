package io.scorestream.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.Metric;
import io.scorestream.events.Verdict;
import io.scorestream.topics.MetricName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class DistanceSlopeTest {

  @Test
  void lines_whereTheFloorHidesIt_fitNothing() {
    assertThat(String.join("\n", DistanceSlope.lines(run(m -> Math.pow(m, -0.5), 512))))
        .contains("the dimension 1.900 [1.710, 2.090], and 2.000 principal axes")
        .contains("the slope -0.5000 [-0.5500, -0.4500]")
        .contains("hidden by the floor** at 4 of 6 milestones, and no slope is fitted");
  }

  @Test
  void lines_aboveTheFloor_fitTheSlopeOfThoseMilestonesAlone() {
    assertThat(String.join("\n", DistanceSlope.lines(run(m -> Math.pow(m, -0.5), 1024))))
        .contains("at 3 of 6 milestones, it has -0.5000")
        .contains("no other, as far as its interval tells");
  }

  @Test
  void lines_sayWhereDistancesHardlyFall() {
    assertThat(String.join("\n", DistanceSlope.lines(run(m -> Math.pow(m, -0.1), 8192))))
        .contains("at 6 of 6 milestones, it has -0.1000")
        .contains("**flatter**");
    assertThat(String.join("\n", DistanceSlope.lines(run(m -> Math.pow(m, -0.9), 8192))))
        .contains("steeper");
  }

  @Test
  void lines_withoutADimension_areNone() {
    assertThat(DistanceSlope.lines(List.of())).isEmpty();
  }

  /** Distances that are above the floor up to a milestone. */
  private static List<MetricLine> run(DoubleUnaryOperator excess, long last) {
    List<MetricLine> lines = new ArrayList<>();
    for (long m = 256; m <= 8192; m *= 2) {
      double found = excess.applyAsDouble((double) m);
      lines.add(
          line(
              metric(MetricName.W1, m, 1)
                  .setVerdict(m <= last ? Verdict.DISTINGUISHABLE : Verdict.INDISTINGUISHABLE)));
      lines.add(line(metric(MetricName.W1_EXCESS, m, m <= last ? found : 0.3)));
      lines.add(line(metric(MetricName.PARTICIPATION_RATIO, m, 2)));
      lines.add(line(metric(MetricName.INTRINSIC_DIMENSION, m, 1.9).setLow(1.71).setHigh(2.09)));
      lines.add(line(metric(MetricName.W1_SLOPE_SHAPE, m, -0.5).setLow(-0.55).setHigh(-0.45)));
    }
    return lines;
  }

  private static Metric.Builder metric(MetricName name, long m, double value) {
    return Metric.newBuilder(Fixtures.whole(name, m, value)).setLow(null).setHigh(null);
  }

  private static MetricLine line(Metric.Builder metric) {
    return new MetricLine("topic", metric.build());
  }
}
