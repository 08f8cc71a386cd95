package io.scorestream.evaluator.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ViewsTest {

  /** A part of a curve that was written without its interval failed every request for it. */
  @Test
  void between_withoutAnInterval_isNotKnown() {
    assertThat(Views.Between.of(0.5, 0.4, 0.6)).isEqualTo(new Views.Between(0.5, 0.4, 0.6));
    assertThat(Views.Between.of(0.5, null, 0.6)).isNull();
    assertThat(Views.Between.of(0.5, 0.4, null)).isNull();
    assertThat(Views.Between.of(null, 0.4, 0.6)).isNull();
  }
}
