package io.scorestream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearningRateTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 19, 1_000, 4_000})
  void at_everyStep_isAboveZeroAndAtMostThePeak(int steps) {
    LearningRate rate = new LearningRate(0.003, steps);
    for (int step = 0; step < steps; step++) {
      assertThat(rate.at(step)).isPositive().isLessThanOrEqualTo(0.003f);
    }
  }

  @Test
  void at_risesThroughTheWarmUpAndFallsToNearlyNothing() {
    LearningRate rate = new LearningRate(1, 1_000);
    for (int step = 1; step < 1_000; step++) {
      if (step <= 50) {
        assertThat(rate.at(step)).isGreaterThan(rate.at(step - 1));
      } else {
        assertThat(rate.at(step)).isLessThan(rate.at(step - 1));
      }
    }
    assertThat(rate.at(50)).isGreaterThan(0.999f);
    assertThat(rate.at(525)).isBetween(0.49f, 0.51f);
    assertThat(rate.at(999)).isLessThan(1e-5f);
  }
}
