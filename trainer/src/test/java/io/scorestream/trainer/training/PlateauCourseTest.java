package io.scorestream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlateauCourseTest {

  private static final double PEAK = 0.01;

  /** Steps taken, each with a rate in range, the last ones late. */
  private static int run(int budget, BooleanSupplier improves) {
    Course course = new PlateauCourse(PEAK, budget, improves);
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
    Course course = new PlateauCourse(PEAK, budget, () -> some.incrementAndGet() <= 3);
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
    Course course = new PlateauCourse(1, 1_000, () -> true);
    for (int step = 0; course.takes(step); step++) {
      if (step >= 100 && step < 800) {
        assertThat(course.rate(step)).isEqualTo(1);
      } else if (step > 800) {
        assertThat(course.rate(step)).isLessThan(course.rate(step - 1));
      }
    }
    assertThat(course.rate(999)).isLessThan(0.01f);
  }
}
