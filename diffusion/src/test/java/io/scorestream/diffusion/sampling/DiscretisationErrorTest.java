package io.scorestream.diffusion.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.grid.TimeGridKind;
import io.scorestream.diffusion.law.ExactScore;
import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.rows.Rows;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiscretisationErrorTest {

  private static final double[] VARIANCES = {1.7, 0.3};

  private static TimeGrid grid(int steps) {
    return TimeGrid.of(TimeGridKind.BENTON, 4, 1e-3, steps);
  }

  @ParameterizedTest
  @EnumSource
  void ofGaussian_isWhatSamplingWithItsScoreComesTo(ReverseUpdate update) {
    TimeGrid grid = grid(6);
    GaussianLaw law =
        new GaussianLaw(new double[2], new double[] {VARIANCES[0], 0, 0, VARIANCES[1]});
    Rows samples =
        new ReverseSampler(ReversePlan.whole(grid, update), ExactScore.exact(law, grid))
            .sample(200_000, Seeds.generator(5));
    double expected =
        Math.sqrt(
            IntStream.range(0, 2)
                .mapToDouble(j -> Math.pow(deviation(samples, j) - Math.sqrt(VARIANCES[j]), 2))
                .average()
                .orElseThrow());

    assertThat(DiscretisationError.ofGaussian(ReversePlan.whole(grid, update), VARIANCES))
        .isCloseTo(expected, within(0.005));
  }

  @Test
  void ofGaussian_fallsWithFinerGrids() {
    double[] errors =
        IntStream.of(2, 4, 12, 50, 1000)
            .mapToDouble(
                steps ->
                    DiscretisationError.ofGaussian(
                        ReversePlan.whole(grid(steps), ReverseUpdate.EXPONENTIAL_INTEGRATOR),
                        VARIANCES))
            .toArray();

    assertThat(errors[0]).isGreaterThan(1);
    for (int i = 1; i < errors.length; i++) {
      assertThat(errors[i]).isLessThan(errors[i - 1]);
    }
    assertThat(errors[errors.length - 1]).isLessThan(0.01);
  }

  private static double deviation(Rows samples, int coordinate) {
    return Math.sqrt(
        IntStream.range(0, samples.count())
            .mapToDouble(i -> Math.pow(samples.at(i, coordinate), 2))
            .average()
            .orElseThrow());
  }
}
