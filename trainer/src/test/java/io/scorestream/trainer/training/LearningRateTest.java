package io.scorestream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearningRateTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 19, 1_000, 4_000})
  void rate_everyStep_isAboveZeroAndAtMostThePeak(int steps) {
    LearningRate rate = new LearningRate(0.003, steps);
    for (int step = 0; step < steps; step++) {
      assertThat(rate.rate(step)).isPositive().isLessThanOrEqualTo(0.003f);
    }
  }

  @Test
  void rate_risesThroughTheWarmUpAndFallsToNearlyNothing() {
    LearningRate rate = new LearningRate(1, 1_000);
    for (int step = 1; step < 1_000; step++) {
      if (step <= 50) {
        assertThat(rate.rate(step)).isGreaterThan(rate.rate(step - 1));
      } else {
        assertThat(rate.rate(step)).isLessThan(rate.rate(step - 1));
      }
    }
    assertThat(rate.rate(50)).isGreaterThan(0.999f);
    assertThat(rate.rate(525)).isBetween(0.49f, 0.51f);
    assertThat(rate.rate(999)).isLessThan(1e-5f);
  }
}
