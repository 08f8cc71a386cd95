package io.scorestream.diffusion.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.grid.TimeGridKind;
import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.rows.Rows;
import org.junit.jupiter.api.Test;

class ForwardPathsTest {

  private static final int PATHS = 100_000;
  private static final TimeGrid GRID = TimeGrid.of(TimeGridKind.BENTON, 2, 0.01, 6);

  private static ForwardPaths paths(Law law, int paths) {
    return new ForwardPaths(law, GRID, paths, k -> Seeds.generator(3, k));
  }

  private static ForwardPaths normal() {
    return paths(new GaussianLaw(new double[1], new double[] {1}), PATHS);
  }

  /** The standard normal law is stationary, and correlations fall as e^−(t − s). */
  @Test
  void points_ofTwoTimes_haveTheCovarianceOfTheProcess() {
    ForwardPaths paths = normal();
    float[] early = paths.at(2).numbers();
    float[] late = paths.at(5).numbers();
    double product = 0;
    double square = 0;
    for (int i = 0; i < PATHS; i++) {
      product += (double) early[i] * late[i] / PATHS;
      square += (double) late[i] * late[i] / PATHS;
    }
    assertThat(square).isCloseTo(1, within(0.02));
    assertThat(product).isCloseTo(Math.exp(GRID.time(2) - GRID.time(5)), within(0.02));
  }

  @Test
  void points_ofALawFarOff_comeHomeAsTheProcessDoes() {
    Law far = new GaussianLaw(new double[] {10}, new double[] {0.25});
    float[] points = paths(far, PATHS).at(4).numbers();
    double t = GRID.time(4);
    double mean = 0;
    double square = 0;
    for (float x : points) {
      mean += x / (double) PATHS;
      square += (double) x * x / PATHS;
    }
    assertThat(mean).isCloseTo(10 * Math.exp(-t), within(0.02));
    assertThat(square - mean * mean)
        .isCloseTo(0.25 * Math.exp(-2 * t) + OrnsteinUhlenbeck.variance(t), within(0.02));
  }

  @Test
  void points_ofATimestep_areTheSameInWhateverOrderTheyAreAskedFor() {
    ForwardPaths paths = paths(new GaussianLaw(new double[1], new double[] {1}), 5);
    Rows third = paths.at(3);
    Rows first = paths.at(1);
    assertThat(first).isNotEqualTo(third);
    assertThat(paths.at(1)).isEqualTo(first);
    assertThat(paths.at(3)).isEqualTo(third);
    third.numbers()[0] = 99;
    assertThat(paths.at(3).at(0, 0)).isNotEqualTo(99);
  }

  @Test
  void at_aTimestepOffTheGrid_isRefused() {
    assertThatThrownBy(() -> normal().at(7)).hasMessageContaining("give 0 to 6");
    assertThatThrownBy(() -> normal().at(-1)).hasMessageContaining("timestep -1");
    assertThat(normal().at(0).count()).isEqualTo(normal().at(6).count());
  }
}
