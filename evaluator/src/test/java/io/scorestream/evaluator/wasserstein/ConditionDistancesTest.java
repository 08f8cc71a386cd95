package io.scorestream.evaluator.wasserstein;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.evaluator.Fixtures;
import io.scorestream.evaluator.measure.GenerationSet;
import io.scorestream.evaluator.measure.RecentlyUsed;
import io.scorestream.events.Metric;
import io.scorestream.events.Verdict;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ConditionDistancesTest {

  private final Run run = new Run(Fixtures.labelled("labels"));

  /** x is normal; of the label b, around a mean. */
  private static Rows samples(long seed, int count, double meanOfB) {
    RandomGenerator rng = Seeds.generator(seed);
    Rows samples = Rows.zeros(count, 2);
    for (int row = 0; row < count; row++) {
      int label = row < 3 ? 2 : row % 3 == 0 ? 1 : 0;
      samples.numbers()[2 * row] = (float) (rng.nextGaussian() + (label == 1 ? meanOfB : 0));
      samples.numbers()[2 * row + 1] = label;
    }
    return samples;
  }

  private List<Metric> metrics(double meanOfB) {
    return new ConditionDistances(
            run,
            new GenerationSet(256, samples(1, 600, meanOfB), List.of()),
            samples(2, 1_200, 0),
            new Budget(Duration.ofSeconds(60)),
            RecentlyUsed.count(10))
        .metrics();
  }

  @Test
  void aLabelThatIsWrong_isToldByItsName() {
    assertThat(verdict(metrics(0), "label=a")).isEqualTo(Verdict.INDISTINGUISHABLE);
    assertThat(verdict(metrics(0), "label=b")).isEqualTo(Verdict.INDISTINGUISHABLE);
    assertThat(verdict(metrics(1), "label=a")).isEqualTo(Verdict.INDISTINGUISHABLE);
    assertThat(verdict(metrics(1), "label=b")).isEqualTo(Verdict.DISTINGUISHABLE);
  }

  @Test
  void eachLabel_hasDistanceFloorAndRatio_orWhyNot() {
    assertThat(metrics(0))
        .extracting(metric -> metric.getColumn() + " " + metric.getMetric())
        .containsExactly(
            "label=a condition_w2",
            "label=a condition_w2_floor",
            "label=a condition_w2_ratio",
            "label=b condition_w2",
            "label=b condition_w2_floor",
            "label=b condition_w2_ratio",
            "label=rare condition_w2");
    assertThat(metrics(0).get(6).getLeftOut())
        .isEqualTo("of 3 generations and 3 held-out samples, at least 20 and 40 are needed");
  }

  private static Verdict verdict(List<Metric> metrics, String label) {
    return metrics.stream()
        .filter(metric -> metric.getMetric().equals("condition_w2"))
        .filter(metric -> label.equals(metric.getColumn()))
        .map(metric -> Objects.requireNonNull(metric.getVerdict()))
        .findFirst()
        .orElseThrow();
  }
}
