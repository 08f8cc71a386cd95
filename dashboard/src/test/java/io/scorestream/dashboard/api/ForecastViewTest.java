package io.scorestream.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.dashboard.api.ForecastView.Between;
import org.junit.jupiter.api.Test;

class ForecastViewTest {

  /** A part of a curve that was written without its interval failed every request for it. */
  @Test
  void between_withoutAnInterval_isNotKnown() {
    assertThat(Between.of(0.5, 0.4, 0.6)).isEqualTo(new Between(0.5, 0.4, 0.6));
    assertThat(Between.of(0.5, null, 0.6)).isNull();
    assertThat(Between.of(0.5, 0.4, null)).isNull();
    assertThat(Between.of(null, 0.4, 0.6)).isNull();
  }
}
