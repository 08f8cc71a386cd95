package io.scorestream.experiments.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WassersteinFloorTest {

  /** Two draws: {@code E x_(2) = 1/√π}; and as worked out elsewhere for many. */
  @Test
  void orderStatistics_areTheKnownOnes() {
    assertThat(OrderStatistics.mean(2, 2)).isCloseTo(1 / Math.sqrt(Math.PI), within(1e-9));
    assertThat(OrderStatistics.mean(2, 3)).isCloseTo(0, within(1e-12));
    assertThat(OrderStatistics.rootMeanSquare(125)).isCloseTo(0.21118, within(2e-5));
    assertThat(OrderStatistics.rootMeanSquare(1)).isCloseTo(Math.sqrt(2), within(1e-7));
  }
}
