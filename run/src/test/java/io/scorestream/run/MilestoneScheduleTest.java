package io.scorestream.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MilestoneScheduleTest {

  @Test
  void milestones_growByTheRatio() {
    var schedule = new MilestoneSchedule(256, 2, OptionalLong.empty());
    assertThat(schedule.upTo(8192)).containsExactly(256L, 512L, 1024L, 2048L, 4096L, 8192L);
    assertThat(schedule.after(8192)).hasValue(16384);
  }

  @Test
  void last_isAMilestoneEvenBetweenSteps() {
    var schedule = new MilestoneSchedule(256, 2, OptionalLong.of(1000));
    assertThat(schedule.upTo(Long.MAX_VALUE)).containsExactly(256L, 512L, 1000L);
    assertThat(schedule.after(1000)).isEmpty();
  }

  @Test
  void last_beforeTheFirstIsTheOnlyMilestone() {
    var schedule = new MilestoneSchedule(256, 2, OptionalLong.of(100));
    assertThat(schedule.upTo(Long.MAX_VALUE)).containsExactly(100L);
  }

  @Test
  void slowGrowth_stillGrows() {
    var schedule = new MilestoneSchedule(1, 1.1, OptionalLong.of(4));
    assertThat(schedule.upTo(4)).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void schedules_thatDoNotGrowAreRefused() {
    assertThatThrownBy(() -> new MilestoneSchedule(256, 1, OptionalLong.empty()))
        .hasMessageContaining("ratio 1.0");
    assertThatThrownBy(() -> new MilestoneSchedule(256, 2, OptionalLong.of(0)))
        .hasMessageContaining("last milestone 0");
  }

  @Test
  void requested_comesBetween_andMovesNothing() {
    var schedule =
        new MilestoneSchedule(
            256, 2, OptionalLong.of(2048), new TreeSet<>(List.of(700L, 300L, 512L, 5000L)));
    assertThat(schedule.upTo(Long.MAX_VALUE)).containsExactly(256L, 300L, 512L, 700L, 1024L, 2048L);
  }

  /** A run may have ended at a last milestone that the growth would have stepped over. */
  @Test
  void after_aMilestoneOfAnEarlierLast_isTheNextOfTheGrowth() {
    var schedule = new MilestoneSchedule(256, 2, OptionalLong.empty());
    assertThat(schedule.after(1000)).hasValue(1024);
  }

  @Test
  void requested_below1_isRefused() {
    assertThatThrownBy(
            () -> new MilestoneSchedule(256, 2, OptionalLong.empty(), new TreeSet<>(List.of(0L))))
        .hasMessageContaining("requested milestone 0");
  }
}
