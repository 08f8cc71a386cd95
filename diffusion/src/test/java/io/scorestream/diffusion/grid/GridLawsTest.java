package io.scorestream.diffusion.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.diffusion.process.Seeds;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every time grid obeys, for random ends and numbers of steps. */
class GridLawsTest {
  private static final int CASES = 200;

  @ParameterizedTest
  @EnumSource
  void times_riseFromStartToEnd_andStepsAddUp(TimeGridKind kind) {
    for (int i = 0; i < CASES; i++) {
      RandomGenerator rng = Seeds.generator(1, kind.name().hashCode(), i);
      double end = rng.nextDouble(0.5, 8);
      double start = Math.exp(rng.nextDouble(Math.log(1e-4), Math.log(0.4)));
      int steps = 1 + rng.nextInt(200);
      TimeGrid grid = TimeGrid.of(kind, end, start, steps);
      assertThat(grid.steps()).isEqualTo(steps);
      assertThat(grid.start()).isEqualTo(start);
      assertThat(grid.end()).isEqualTo(end);
      double sum = start;
      for (int k = 1; k <= steps; k++) {
        assertThat(grid.step(k)).isPositive();
        sum += grid.step(k);
      }
      assertThat(Math.abs(sum - end)).isLessThan(1e-9);
      assertThat(TimeGrid.of(kind, end, start, steps)).isEqualTo(grid);
    }
  }
}
