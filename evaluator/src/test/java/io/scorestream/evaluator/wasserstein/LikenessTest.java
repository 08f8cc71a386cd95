package io.scorestream.evaluator.wasserstein;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.Metric;
import io.scorestream.events.Verdict;
import io.scorestream.transport.Estimate;
import io.scorestream.transport.NoiseFloor;
import org.junit.jupiter.api.Test;

class LikenessTest {
  private static final MetricScope SCOPE = new MetricScope.OfMilestone("run", 256);
  private static final NoiseFloor FLOOR = new NoiseFloor(0.5, 0.4, 0.6, 40, 1_000);

  @Test
  void manifolds_tellOnBothSidesOfTheBand() {
    assertThat(verdict(Likeness.Kind.PRECISION, 0.3)).isEqualTo(Verdict.DISTINGUISHABLE);
    assertThat(verdict(Likeness.Kind.PRECISION, 0.5)).isEqualTo(Verdict.INDISTINGUISHABLE);
    assertThat(verdict(Likeness.Kind.DENSITY, 0.7)).isEqualTo(Verdict.DISTINGUISHABLE);
  }

  @Test
  void copiesAndClassifiers_tellAboveItOnly_andWithoutChanceInTheInterval() {
    assertThat(verdict(Likeness.Kind.DCR_SHARE, 0.3)).isEqualTo(Verdict.INDISTINGUISHABLE);
    assertThat(verdict(Likeness.Kind.DCR_SHARE, 0.7)).isEqualTo(Verdict.DISTINGUISHABLE);
    assertThat(verdict(Likeness.Kind.DCR_SHARE, 0.601)).isEqualTo(Verdict.DISTINGUISHABLE);
    Likeness narrow =
        new Likeness(
            Likeness.Kind.DCR_SHARE,
            new Estimate(0.52, 0.49, 0.55),
            new NoiseFloor(0.5, 0.49, 0.51, 5, 1_000));
    assertThat(narrow.metrics(SCOPE).get(0).getVerdict()).isEqualTo(Verdict.INDISTINGUISHABLE);
    assertThat(verdict(Likeness.Kind.CLASSIFIER_ACCURACY, 0.3))
        .isEqualTo(Verdict.INDISTINGUISHABLE);
    assertThat(verdict(Likeness.Kind.CLASSIFIER_ACCURACY, 0.7)).isEqualTo(Verdict.DISTINGUISHABLE);
  }

  @Test
  void moments_tellAboveTheBandOnly() {
    assertThat(verdict(Likeness.Kind.KURTOSIS_ERROR, 0.3)).isEqualTo(Verdict.INDISTINGUISHABLE);
    assertThat(verdict(Likeness.Kind.KURTOSIS_ERROR, 0.601)).isEqualTo(Verdict.DISTINGUISHABLE);
  }

  private static Verdict verdict(Likeness.Kind kind, double value) {
    Metric metric =
        new Likeness(kind, new Estimate(value, value - 0.1, value + 0.1), FLOOR)
            .metrics(SCOPE)
            .get(0);
    assertThat(metric.getN()).isEqualTo(1_000);
    assertThat(metric.getLow()).isEqualTo(value - 0.1);
    return requireNonNull(metric.getVerdict());
  }
}
