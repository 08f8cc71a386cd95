package io.scorestream.service.activity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ActivityTest {

  private final Activity half = new Activity("training", "r", 256L, 50, 100, "steps");

  @Test
  void sameWork_continuesUntilItsEnd() {
    assertThat(new Activity("training", "r", 256L, 60, 100, "steps").continues(half)).isTrue();
    assertThat(new Activity("training", "r", 256L, 100, 100, "steps").continues(half)).isFalse();
    assertThat(new Activity("training", "r", 512L, 60, 100, "steps").continues(half)).isFalse();
  }

  /** The next shard of a milestone begins again, and what it begins with is to be told. */
  @Test
  void countThatFalls_isOtherWork() {
    assertThat(new Activity("training", "r", 256L, 1, 100, "steps").continues(half)).isFalse();
  }

  @Test
  void rate_countsUnitsPerSecond() {
    Activity later = new Activity("training", "r", 256L, 60, 100, "steps");
    assertThat(later.rateSince(half, 500_000_000L)).isEqualTo(20);
    assertThat(later.rateSince(half, 0)).isZero();
  }
}
