package io.scorestream.trainer.training;

import static io.scorestream.trainer.training.HeldOutTrend.FALLS;
import static io.scorestream.trainer.training.HeldOutTrend.RISES;
import static io.scorestream.trainer.training.HeldOutTrend.STAYS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlateauCourseTest {

  private static final double PEAK = 0.01;

  /** Steps taken, each with a rate in range, the last ones late. */
  private static int run(int budget, BooleanSupplier improves) {
    Course course = new PlateauCourse(PEAK, budget, () -> trend(improves.getAsBoolean()));
    int step = 0;
    while (course.takes(step)) {
      assertThat(course.rate(step)).isPositive().isLessThanOrEqualTo((float) PEAK);
      step++;
    }
    assertThat(course.isLate(step - 1)).isTrue();
    assertThat(course.steps()).isEqualTo(step);
    return step;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 40, 1_000})
  void lossThatAlwaysFalls_takesTheWholeBudget(int budget) {
    assertThat(run(budget, () -> true)).isEqualTo(budget);
  }

  @Test
  void lossThatStopsFalling_endsAQuarterLater() {
    AtomicInteger checks = new AtomicInteger();
    // Checks at 50, 100, 150 improve; 200 and 250 do not.
    assertThat(run(1_000, () -> checks.incrementAndGet() <= 3)).isEqualTo(250 + 62);
    assertThat(checks).hasValue(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 40, 1_000})
  void askedOnlyWhereItSays_comesToTheSameEnd(int budget) {
    AtomicInteger each = new AtomicInteger();
    AtomicInteger some = new AtomicInteger();
    Course course = new PlateauCourse(PEAK, budget, () -> trend(some.incrementAndGet() <= 3));
    int step = 0;
    while (course.takes(step)) {
      step += course.untilAsked(step);
    }
    assertThat(step).isEqualTo(run(budget, () -> each.incrementAndGet() <= 3));
    assertThat(some).hasValue(each.get());
  }

  @Test
  void oneCheckInVain_isForgiven() {
    AtomicInteger checks = new AtomicInteger();
    assertThat(run(1_000, () -> checks.incrementAndGet() % 2 == 0)).isEqualTo(1_000);
  }

  @Test
  void rate_onTheWayDown_fallsToNearlyNothing() {
    Course course = new PlateauCourse(1, 1_000, () -> HeldOutTrend.FALLS);
    for (int step = 0; course.takes(step); step++) {
      if (step >= 100 && step < 800) {
        assertThat(course.rate(step)).isEqualTo(1);
      } else if (step > 800) {
        assertThat(course.rate(step)).isLessThan(course.rate(step - 1));
      }
    }
    assertThat(course.rate(999)).isLessThan(0.01f);
  }

  @Test
  void lossThatRisesToTheEnd_hasItsOnsetBetweenTwoChecks() {
    assertThat(onset(FALLS, FALLS, RISES, RISES)).contains(new MemorisationOnset(100, 150));
    assertThat(onset(FALLS, STAYS, RISES)).contains(new MemorisationOnset(100, 150));
    assertThat(onset(RISES, RISES)).contains(new MemorisationOnset(0, 50));
  }

  @Test
  void lossThatStaysOrFallsAgain_hasNoOnset() {
    assertThat(onset(FALLS, STAYS, STAYS)).isEmpty();
    assertThat(onset(RISES, FALLS, RISES, STAYS)).isEmpty();
    assertThat(onset(FALLS, RISES, STAYS)).isEmpty();
  }

  @Test
  void onset_ofMoreSamples_isLaterInProportion() {
    assertThat(new MemorisationOnset(100, 151).at(256, 384))
        .isEqualTo(new MemorisationOnset(150, 227));
  }

  /** Of a course of 1000 steps with a check at every 50. */
  private static Optional<MemorisationOnset> onset(HeldOutTrend... trends) {
    Iterator<HeldOutTrend> each = List.of(trends).iterator();
    Course course = new PlateauCourse(PEAK, 1_000, each::next);
    for (int step = 0; course.takes(step); step++) {
      assertThat(course.rate(step)).isPositive();
    }
    assertThat(each).isExhausted();
    return course.onset();
  }

  private static HeldOutTrend trend(boolean falls) {
    return falls ? FALLS : STAYS;
  }
}
