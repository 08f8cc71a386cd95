package io.scorestream.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.scorestream.events.MilestoneStart;
import io.scorestream.events.Stopping;
import org.junit.jupiter.api.Test;

class TrainingPlanTest {

  private static final TrainingPlan PLAN = plan(0.01, 256, 100, 1_000, 4_000);

  private static TrainingPlan plan(double rate, int batch, double epochs, int fewest, int most) {
    return new TrainingPlan(
        rate, batch, epochs, fewest, most, MilestoneStart.WARM, Stopping.BUDGET);
  }

  @Test
  void steps_areThePassesWithinTheBounds() {
    assertThat(PLAN.steps(256)).isEqualTo(1_000);
    assertThat(PLAN.steps(5_000)).isEqualTo(1_954);
    assertThat(PLAN.steps(1_000_000)).isEqualTo(4_000);
    assertThat(PLAN.steps(Long.MAX_VALUE)).isEqualTo(4_000);
  }

  @Test
  void batchSize_fewerSamplesThanThat_isAllOfThem() {
    assertThat(PLAN.batchSize(100)).isEqualTo(100);
    assertThat(PLAN.batchSize(257)).isEqualTo(256);
  }

  @Test
  void plan_outOfRange_namesTheSetting() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(0, 1, 1, 1, 1))
        .withMessageContaining("learning rate 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(0.1, 0, 1, 1, 1))
        .withMessageContaining("batch size");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(0.1, 1, Double.NaN, 1, 1))
        .withMessageContaining("epochs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(0.1, 1, 1, 5, 4))
        .withMessageContaining("most steps 4.0 is not at least the fewest, 5");
  }
}
