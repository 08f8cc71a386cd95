package io.scorestream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.diffusion.law.Laws;
import io.scorestream.run.LawSpecs;
import io.scorestream.run.Run;
import io.scorestream.run.RunDraft;
import io.scorestream.run.encoding.Standardiser;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeLeftTest {

  private static final long SECOND = 1_000_000_000L;
  private static final Run RUN =
      new Run(
          new RunDraft(
                  "rings",
                  "samples",
                  "rings-1",
                  Standardiser.identity(2),
                  LawSpecs.spec("ring", Laws.named("ring")),
                  4,
                  1024L,
                  1)
              .spec());

  private final TimeLeft left = new TimeLeft(RUN, 1024);

  @Test
  void at_beforeTwoMilestonesHaveCome_isNotKnown() {
    assertThat(left.at(5 * SECOND)).isEmpty();

    left.reached(256, 6 * SECOND);
    assertThat(left.at(7 * SECOND)).isEmpty();
  }

  @Test
  void at_afterAMilestone_isWhatTheStepsOfTheRestTakeLessWhatHasPassed() {
    left.reached(128, 6 * SECOND);
    left.reached(256, 16 * SECOND);
    double perStep = 10.0 / RUN.training().steps(256);
    double rest = perStep * (RUN.training().steps(512) + RUN.training().steps(1024));

    assertThat(left.at(16 * SECOND)).hasValue(duration(rest));
    assertThat(left.at(19 * SECOND)).hasValue(duration(rest - 3));
  }

  @Test
  void at_whereTheNextMilestoneIsLate_isStillWhatComesBehindIt() {
    left.reached(128, 0);
    left.reached(256, 10 * SECOND);
    double last = 10.0 / RUN.training().steps(256) * RUN.training().steps(1024);

    assertThat(left.at(1_000 * SECOND)).hasValue(duration(last));
  }

  @Test
  void at_theGoal_isNothing() {
    left.reached(1024, 10 * SECOND);

    assertThat(left.at(11 * SECOND)).isEmpty();
  }

  @Test
  void reached_ofMilestonesThatWereThereBefore_tellsNothingOfTheirPace() {
    left.reached(128, 0);
    left.reached(256, SECOND / 2);
    assertThat(left.at(SECOND)).isEmpty();

    left.reached(512, 20 * SECOND);
    left.reached(256, 21 * SECOND);
    assertThat(left.at(20 * SECOND))
        .hasValue(duration(19.5 / RUN.training().steps(512) * RUN.training().steps(1024)));
  }

  @Test
  void words_areAsPeopleSayThem() {
    assertThat(TimeLeft.words(Duration.ofSeconds(1))).isEqualTo("5 s");
    assertThat(TimeLeft.words(Duration.ofSeconds(43))).isEqualTo("45 s");
    assertThat(TimeLeft.words(Duration.ofSeconds(170))).isEqualTo("3 min");
    assertThat(TimeLeft.words(Duration.ofMinutes(133))).isEqualTo("2 h 13 min");
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos((long) (seconds * SECOND));
  }
}
