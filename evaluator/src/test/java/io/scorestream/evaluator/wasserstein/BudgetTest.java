package io.scorestream.evaluator.wasserstein;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.evaluator.wasserstein.Budget.Effort;
import io.scorestream.transport.Measured;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Distances here take as many milliseconds as there are points, and have half of the budget. */
class BudgetTest {
  private static Measured<Effort> effort(long milliseconds, int points, int pairs) {
    return new Budget(Duration.ofMillis(milliseconds)).effort(1, points, pairs, n -> n / 1e3);
  }

  @Test
  void effort_whatFits_isAllPointsAndAllPairs() {
    assertThat(effort(82_000, 1_000, 40)).isEqualTo(Measured.of(new Effort(1_000, 40)));
  }

  @Test
  void effort_aLittleTooMuch_takesFewerPairs() {
    assertThat(effort(81_000, 1_000, 40)).isEqualTo(Measured.of(new Effort(1_000, 39)));
    assertThat(effort(12_000, 1_000, 40)).isEqualTo(Measured.of(new Effort(1_000, 5)));
  }

  @Test
  void effort_tooMuchForFivePairs_takesFewerPoints() {
    assertThat(effort(11_000, 1_000, 40)).isEqualTo(Measured.of(new Effort(500, 10)));
    assertThat(effort(1_500, 1_000, 40)).isEqualTo(Measured.of(new Effort(125, 5)));
  }

  @Test
  void effort_tooMuchForAHundredPoints_isLeftOut() {
    assertThat(effort(1_100, 1_000, 40)).isInstanceOf(Measured.LeftOut.class);
  }

  @Test
  void effort_fewPoints_needNoHundred() {
    assertThat(effort(1_100, 20, 2)).isEqualTo(Measured.of(new Effort(20, 2)));
    assertThat(effort(100, 20, 2)).isInstanceOf(Measured.LeftOut.class);
  }
}
