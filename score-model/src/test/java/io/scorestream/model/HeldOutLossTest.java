package io.scorestream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HeldOutLossTest {
  @Test
  void standardError_threeSamples_isTheirDeviationOverRootN() {
    HeldOutLoss loss = new HeldOutLoss(new float[][] {{9, 9, 9}, {1, 2, 6}});

    assertThat(loss.mean(1)).isEqualTo(3);
    assertThat(loss.standardError(1)).isCloseTo(Math.sqrt(7.0 / 3), within(1e-12));
    assertThat(loss.standardError(0)).isZero();
  }
}
