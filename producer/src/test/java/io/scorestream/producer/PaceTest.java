package io.scorestream.producer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void nanosUntilNext_atARate_keepsToIt() {
    Pace pace = new Pace(100, 5 * SECOND);

    assertThat(pace.nanosUntilNext(0, 5 * SECOND)).isZero();
    assertThat(pace.nanosUntilNext(50, 5 * SECOND)).isEqualTo(SECOND / 2);
    assertThat(pace.nanosUntilNext(50, 6 * SECOND)).isEqualTo(-SECOND / 2);
  }

  @Test
  void nanosUntilNext_withoutBound_isNow() {
    assertThat(new Pace(0, 0).nanosUntilNext(1_000_000, 0)).isZero();
  }

  @Test
  void recordSamples_atALowRate_isSmallSoThatSamplesComeSteadily() {
    assertThat(new Pace(0, 0).recordSamples(128)).isEqualTo(128);
    assertThat(new Pace(10_000, 0).recordSamples(128)).isEqualTo(128);
    assertThat(new Pace(40, 0).recordSamples(128)).isEqualTo(10);
    assertThat(new Pace(0.5, 0).recordSamples(128)).isEqualTo(1);
  }
}
