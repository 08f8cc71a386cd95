package io.scorestream.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.Metric;
import io.scorestream.events.Verdict;
import io.scorestream.topics.MetricName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LikenessTableTest {

  @Test
  void lines_showTheNewestBesideItsFloor_andWhyOneIsLeftOut() {
    Metric leftOut =
        Metric.newBuilder(Fixtures.whole(MetricName.PRECISION, 512, Double.NaN))
            .setLeftOut("of that reason")
            .build();
    assertThat(
            LikenessTable.lines(
                List.of(
                    line(MetricName.CLASSIFIER_ACCURACY, 512, 0.6, Verdict.DISTINGUISHABLE),
                    line(MetricName.CLASSIFIER_ACCURACY, 256, 0.9, Verdict.DISTINGUISHABLE),
                    line(MetricName.CLASSIFIER_ACCURACY_FLOOR, 512, 0.5, null),
                    line(MetricName.DCR_SHARE, 512, 0.5, Verdict.INDISTINGUISHABLE),
                    line(MetricName.KURTOSIS_ERROR, 512, 0.5, Verdict.INDISTINGUISHABLE),
                    new MetricLine("topic", leftOut))))
        .startsWith(
            "How alike they are at m = 512, by what is no distance. The floor is what real samples"
                + " have in their place. Of classifier and DCR, one half is chance; errors of moments are"
                + " in standard deviations:")
        .contains(
            "| precision | 1000 | – | – | left out: of that reason |",
            "| told from real samples by a classifier | 1000 | 0.6000 [0.5400, 0.6600] | 0.5000"
                + " [0.4500, 0.5500] | distinguishable |",
            "| closer to training samples than to held-out ones (DCR) | 1000 | 0.5000 [0.4500,"
                + " 0.5500] | – | indistinguishable at this n |",
            "| error of the excess kurtosis | 1000 | 0.5000 [0.4500, 0.5500] | – |"
                + " indistinguishable at this n |")
        .hasSize(9);
  }

  @Test
  void lines_withoutSuchNumbers_areNone() {
    assertThat(LikenessTable.lines(List.of())).isEmpty();
    assertThat(LikenessTable.lines(List.of(line(MetricName.W2, 512, 1, null)))).isEmpty();
  }

  private static MetricLine line(
      MetricName name, long milestone, double value, @Nullable Verdict verdict) {
    Metric metric =
        Metric.newBuilder(Fixtures.whole(name, milestone, value))
            .setLow(0.9 * value)
            .setHigh(1.1 * value)
            .setVerdict(verdict)
            .build();
    return new MetricLine("topic", metric);
  }
}
