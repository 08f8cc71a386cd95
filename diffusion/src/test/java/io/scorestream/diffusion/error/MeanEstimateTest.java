package io.scorestream.diffusion.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeanEstimateTest {

  /** Student's table has 3.1824 for 95 % and three degrees of freedom. */
  private static final double REACH = 3.182446 * Math.sqrt(5.0 / 3 / 4);

  private static final MeanEstimate FOUR = MeanEstimate.of(new double[] {4, 1, 3, 2}, 0.95);

  @Test
  void of_fewDraws_isTheMeanWithStudentsInterval() {
    assertThat(FOUR.value()).isEqualTo(2.5);
    assertThat(FOUR.low()).isCloseTo(2.5 - REACH, within(1e-5));
    assertThat(FOUR.high()).isCloseTo(2.5 + REACH, within(1e-5));
    assertThat(FOUR.n()).isEqualTo(4);
  }

  @Test
  void of_twoDraws_isTheFewestThatHaveAnInterval() {
    assertThat(MeanEstimate.of(new double[] {-1, 1}, 0.5).high()).isCloseTo(1, within(1e-9));
  }

  @Test
  void scaled_movesValueAndEndsAlike() {
    MeanEstimate scaled = FOUR.scaled(10, 2);
    assertThat(scaled.value()).isEqualTo(15);
    assertThat(scaled.low()).isCloseTo(15 - 2 * REACH, within(1e-5));
    assertThat(scaled.high()).isCloseTo(15 + 2 * REACH, within(1e-5));
    assertThat(scaled.n()).isEqualTo(4);
  }
}
