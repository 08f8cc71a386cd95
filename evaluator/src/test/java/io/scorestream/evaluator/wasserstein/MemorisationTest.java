package io.scorestream.evaluator.wasserstein;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.Metric;
import io.scorestream.transport.NoiseFloor;
import org.junit.jupiter.api.Test;

class MemorisationTest {
  private static final MetricScope SCOPE = new MetricScope.OfMilestone("run", 256);

  @Test
  void alarm_farBelowTheBand_isRaised() {
    assertThat(new Memorisation(0.5, band(1, 0.7)).alarm()).isTrue();
    assertThat(new Memorisation(0.5, band(1, 0.7)).metrics(SCOPE))
        .extracting(Metric::getMetric)
        .containsExactly(
            "training_w2", "training_w2_reference", "training_w2_ratio", "memorisation_alarm");
    assertThat(new Memorisation(0.5, band(1, 0.7)).metrics(SCOPE))
        .extracting(Metric::getValue)
        .containsExactly(0.5, 1.0, 0.5, 1.0);
  }

  @Test
  void alarm_withinTheBandOrNotFarBelow_isNotRaised() {
    assertThat(new Memorisation(0.8, band(1, 0.7)).alarm()).isFalse();
    assertThat(new Memorisation(0.95, band(1, 0.99)).alarm()).isFalse();
    assertThat(new Memorisation(3, band(1, 0.7)).alarm()).isFalse();
  }

  @Test
  void metrics_ofDataWithoutSpread_haveNoRatio() {
    assertThat(new Memorisation(0, band(0, 0)).metrics(SCOPE))
        .extracting(Metric::getMetric)
        .containsExactly("training_w2", "training_w2_reference", "memorisation_alarm");
  }

  private static NoiseFloor band(double mean, double low) {
    return new NoiseFloor(mean, low, 2 * mean - low, 5, 100);
  }
}
