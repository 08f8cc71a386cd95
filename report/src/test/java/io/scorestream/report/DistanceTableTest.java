package io.scorestream.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.Metric;
import io.scorestream.events.Verdict;
import io.scorestream.topics.MetricName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DistanceTableTest {

  @Test
  void lines_ofTwoMilestones_showTheNewest() {
    List<MetricLine> metrics = new ArrayList<>();
    add(metrics, MetricName.W2, 512, 0.3, Verdict.DISTINGUISHABLE);
    add(metrics, MetricName.W2_FLOOR, 512, 0.1, null);
    add(metrics, MetricName.W2, 256, 0.9, Verdict.DISTINGUISHABLE);
    add(metrics, MetricName.W2_RATIO, 512, 3, null);
    add(metrics, MetricName.GAUSSIAN_W2, 512, 0.01, Verdict.INDISTINGUISHABLE);

    assertThat(DistanceTable.lines(metrics))
        .startsWith(
            "Distances of the generations from the data at m = 512. The floor is the distance"
                + " between two sets of real samples of the same size n, with the band that holds"
                + " 95 % of them:")
        .contains(
            "| W2, exact | 1000 | 0.3000 [0.2700, 0.3300] | 0.1000 [0.09000, 0.1100] | 3.000 |"
                + " distinguishable |",
            "| W2 of Gaussians (Bures) | 1000 | 0.01000 [0.009000, 0.01100] | – | – |"
                + " indistinguishable at this n |")
        .hasSize(7);
  }

  @Test
  void lines_besideTrainingSamples_sayWhetherTheModelRepeatsThem() {
    List<MetricLine> metrics = new ArrayList<>();
    add(metrics, MetricName.W1, 256, 0.3, Verdict.INDISTINGUISHABLE);
    add(metrics, MetricName.TRAINING_W2, 256, 0.1, null);
    add(metrics, MetricName.TRAINING_W2_REFERENCE, 256, 1, null);
    add(metrics, MetricName.MEMORISATION_ALARM, 256, 1, null);
    assertThat(DistanceTable.lines(metrics))
        .contains(
            "From the training samples they lie at W2 = 0.1000, and fresh samples at 1.000 [0.9000,"
                + " 1.100]: **the model repeats what it was trained on**.");
    add(metrics, MetricName.MEMORISATION_ALARM, 256, 0, null);
    assertThat(String.join("", DistanceTable.lines(metrics))).contains("no sign of memorisation");
  }

  @Test
  void lines_nameTheWorstColumn() {
    List<MetricLine> metrics = new ArrayList<>();
    add(metrics, MetricName.W1, 256, 0.3, Verdict.INDISTINGUISHABLE);
    Metric worst =
        Metric.newBuilder(Fixtures.whole(MetricName.WORST_COLUMN, 256, 40))
            .setColumn("income")
            .setVerdict(Verdict.DISTINGUISHABLE)
            .build();
    metrics.add(new MetricLine("topic", worst));
    add(metrics, MetricName.WORST_COLUMN_FLOOR, 256, 2, null);
    assertThat(DistanceTable.lines(metrics))
        .contains(
            "Column by column, `income` is the worst: its W1 is 40.00 times what two sets of real"
                + " samples have, where the worst of their columns is at 2.000 [1.800, 2.200]:"
                + " **distinguishable**.");
  }

  @Test
  void lines_ofWhatIsLeftOut_giveTheReason() {
    List<MetricLine> metrics = new ArrayList<>();
    add(metrics, MetricName.W1, 256, 0.3, Verdict.INDISTINGUISHABLE);
    leftOut(metrics, MetricName.W2, "of that reason");
    leftOut(metrics, MetricName.TRAINING_W2, "of another");
    leftOut(metrics, MetricName.WORST_COLUMN, "of a third");
    assertThat(DistanceTable.lines(metrics))
        .contains(
            "| W2, exact | 1000 | – | – | – | left out: of that reason |",
            "How far they are from the training samples is left out: of another.",
            "Columns are not compared: of a third.");
  }

  private static void leftOut(List<MetricLine> metrics, MetricName name, String reason) {
    metrics.add(
        new MetricLine(
            "topic",
            Metric.newBuilder(Fixtures.whole(name, 256, Double.NaN)).setLeftOut(reason).build()));
  }

  @Test
  void lines_withoutAVerdict_areNone() {
    List<MetricLine> metrics = new ArrayList<>();
    add(metrics, MetricName.SLICED_W2, 256, 0.3, null);
    assertThat(DistanceTable.lines(metrics)).isEmpty();
    assertThat(DistanceTable.lines(List.of())).isEmpty();
  }

  private static void add(
      List<MetricLine> metrics,
      MetricName name,
      long milestone,
      double value,
      @Nullable Verdict verdict) {
    metrics.add(
        new MetricLine(
            "topic",
            Metric.newBuilder(Fixtures.whole(name, milestone, value)).setVerdict(verdict).build()));
  }
}
