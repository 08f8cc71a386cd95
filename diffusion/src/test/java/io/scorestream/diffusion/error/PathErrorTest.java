package io.scorestream.diffusion.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.grid.TimeGridKind;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import org.junit.jupiter.api.Test;

class PathErrorTest {

  private static final TimeGrid GRID = TimeGrid.of(TimeGridKind.BENTON, 5, 1e-3, 50);

  /** A score that is off by c everywhere has E = c √(T − t_min) on every path. */
  @Test
  void pathError_ofAConstantError_growsWithTheRootOfTheTime() {
    double[] sums = new double[3];
    for (int k = 1; k <= GRID.steps(); k++) {
      float sigma = (float) OrnsteinUhlenbeck.sigma(GRID.time(k));
      float[] terms = PathError.terms(GRID, k, new float[] {sigma, 2 * sigma, 0});
      for (int path = 0; path < sums.length; path++) {
        sums[path] += terms[path];
      }
    }
    ErrorSample errors = PathError.of(sums);
    assertThat(errors.max()).isCloseTo(2 * Math.sqrt(5 - 1e-3), within(1e-4));
    assertThat(errors.quantile(0.4, 0.5).value()).isCloseTo(Math.sqrt(5 - 1e-3), within(1e-4));
    assertThat(errors.quantile(0.7, 0.5).value()).isZero();
  }

  @Test
  void shape_hasThePartsOfTheLemma() {
    TotalVariationShape shape = TotalVariationShape.of(0.05, 0.2, GRID, 2, Math.sqrt(2));
    assertThat(shape.score()).isCloseTo(0.25, within(1e-12));
    assertThat(shape.steps()).isCloseTo(0.2 * (5 + 3 * Math.log(10)), within(1e-9));
    assertThat(shape.start()).isCloseTo(2 * Math.sqrt(2) * Math.exp(-5), within(1e-12));
    assertThat(shape.total()).isCloseTo(2.65061, within(1e-5));
  }

  @Test
  void shape_ofMoreSteps_losesInTheStepsAlone() {
    TimeGrid finer = TimeGrid.of(TimeGridKind.BENTON, 5, 1e-3, 200);
    TotalVariationShape coarse = TotalVariationShape.of(0.05, 0.2, GRID, 2, 1);
    TotalVariationShape fine = TotalVariationShape.of(0.05, 0.2, finer, 2, 1);
    assertThat(fine.steps()).isCloseTo(coarse.steps() / 2, within(1e-9));
    assertThat(fine.score()).isEqualTo(coarse.score());
    assertThat(fine.start()).isEqualTo(coarse.start());
  }
}
