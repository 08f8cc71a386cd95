package io.scorestream.diffusion.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.grid.TimeGridKind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReversePlanTest {
  private static final TimeGrid GRID = TimeGrid.of(TimeGridKind.BENTON, 5, 1e-3, 50);

  private static List<ReversePlan.Step> steps(int count) {
    return new ReversePlan(GRID, ReverseUpdate.EXPONENTIAL_INTEGRATOR, count).steps();
  }

  @Test
  void steps_ofAWholePlan_areThoseOfTheGrid() {
    List<ReversePlan.Step> steps =
        ReversePlan.whole(GRID, ReverseUpdate.EXPONENTIAL_INTEGRATOR).steps();
    assertThat(steps).hasSize(50);
    for (int i = 0; i < 50; i++) {
      int k = 50 - i;
      assertThat(steps.get(i))
          .isEqualTo(
              new ReversePlan.Step(
                  k,
                  k - 1,
                  GRID.time(k),
                  ReverseUpdate.EXPONENTIAL_INTEGRATOR.coefficients(GRID, k)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 10, 49, 50})
  void steps_ofFew_goFromTheFirstToTheLastTimeInEvenStrides(int count) {
    List<ReversePlan.Step> steps = steps(count);
    assertThat(steps).hasSize(count);
    assertThat(steps.get(0).timestep()).isEqualTo(50);
    assertThat(steps.get(count - 1).until()).isZero();
    for (int i = 0; i < count; i++) {
      ReversePlan.Step step = steps.get(i);
      assertThat(step.timestep() - step.until()).isBetween(50 / count, (50 + count - 1) / count);
      assertThat(step.time()).isEqualTo(GRID.time(step.timestep()));
      if (i > 0) {
        assertThat(step.timestep()).isEqualTo(steps.get(i - 1).until());
      }
    }
  }

  /** The factors are those of the longer steps. */
  @Test
  void steps_ofFew_spanTheirTimes() {
    for (ReversePlan.Step step : steps(5)) {
      double h = step.time() - GRID.time(step.until());
      assertThat(step.by().position()).isEqualTo(Math.exp(h));
    }
  }

  @Test
  void plan_ofMoreOrFewerSteps_isRefused() {
    for (int count : IntStream.of(0, -1, 51).toArray()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> steps(count))
          .withMessageContaining("over a grid of 50 timesteps; give 1 to 50");
    }
  }
}
