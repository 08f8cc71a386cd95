package io.scorestream.diffusion.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.grid.TimeGridKind;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.rows.Rows;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExactScoreTest {
  private static final TimeGrid GRID = TimeGrid.of(TimeGridKind.GEOMETRIC, 5, 0.01, 4);
  private final ScoreFunction score = ExactScore.exact(LawsUnderTest.MIXTURE, GRID);

  @Test
  void score_everyTimestepAndRow_isThatOfTheLawAtTheTimestepsTime() {
    Rows x = Rows.of(new float[] {0.5f, -0.25f, 1.5f, 0.75f, -1, 2}, 2);
    Rows out = x.zerosAlike();
    double[] expected = new double[2];
    for (int k = 1; k <= 4; k++) {
      score.score(k, x, out);
      for (int row = 0; row < 3; row++) {
        LawsUnderTest.MIXTURE
            .diffusedTo(GRID.time(k))
            .score(new double[] {x.at(row, 0), x.at(row, 1)}, expected);
        assertThat(out.at(row, 0)).isEqualTo((float) expected[0]);
        assertThat(out.at(row, 1)).isEqualTo((float) expected[1]);
      }
    }
  }

  /** x given c is a mixture again, of weights and means that c moves; worked out by hand. */
  @Test
  void given_pointsAndTheirCondition_isTheScoreOfTheConditionalLaw() {
    GaussianMixture law =
        new GaussianMixture(
            new double[] {0.3, 0.7},
            List.of(
                new GaussianLaw(new double[] {1, -2}, new double[] {1.5, 0.6, 0.6, 0.5}),
                new GaussianLaw(new double[] {-1, 0.5}, new double[] {0.4, -0.3, -0.3, 2})));
    ScoreFunction given = ExactScore.given(law, GRID, 1);
    Rows points = Rows.of(new float[] {0.5f, -1.5f, -2, 0.25f, 3, 1}, 2);
    Rows out = points.zerosAlike();
    for (int k = 1; k <= 4; k++) {
      given.score(k, points, out);
      for (int row = 0; row < 3; row++) {
        double c = points.at(row, 1);
        double first = 0.3 * Math.exp(-(c + 2) * (c + 2) / (2 * 0.5)) / Math.sqrt(0.5);
        double second = 0.7 * Math.exp(-(c - 0.5) * (c - 0.5) / (2 * 2)) / Math.sqrt(2);
        GaussianMixture conditional =
            new GaussianMixture(
                new double[] {first / (first + second), second / (first + second)},
                List.of(
                    normal(1 + 0.6 / 0.5 * (c + 2), 1.5 - 0.6 * 0.6 / 0.5),
                    normal(-1 - 0.3 / 2 * (c - 0.5), 0.4 - 0.3 * 0.3 / 2)));
        double[] expected = new double[1];
        conditional.diffusedTo(GRID.time(k)).score(new double[] {points.at(row, 0)}, expected);
        assertThat((double) out.at(row, 0))
            .isCloseTo(expected[0], within(1e-6 * Math.abs(expected[0]) + 1e-9));
        assertThat(out.at(row, 1)).as("what is given has no score").isZero();
      }
    }
  }

  @Test
  void given_noneOrMoreThanAll_areRefused() {
    assertThatThrownBy(() -> ExactScore.given(LawsUnderTest.MIXTURE, GRID, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 of 2");
    assertThatThrownBy(() -> ExactScore.given(LawsUnderTest.MIXTURE, GRID, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 of 2");
  }

  private static GaussianLaw normal(double mean, double variance) {
    return new GaussianLaw(new double[] {mean}, new double[] {variance});
  }

  /** In blocks, of which the last is not full, or all by themselves: weights differ by 6e-13. */
  @Test
  void score_manyPointsOfAMixture_areThoseOfEachAlone() {
    Law law = Laws.named("two-modes");
    ScoreFunction many = ExactScore.exact(law, GRID);
    Rows x = law.draw(600, Seeds.generator(1));
    Rows out = x.zerosAlike();
    double[] point = new double[8];
    double[] expected = new double[8];
    for (int k = 1; k <= 4; k++) {
      many.score(k, x, out);
      DiffusedLaw alone = law.diffusedTo(GRID.time(k));
      for (int row = 0; row < 600; row++) {
        for (int i = 0; i < 8; i++) {
          point[i] = x.at(row, i);
        }
        alone.score(point, expected);
        for (int i = 0; i < 8; i++) {
          assertThat((double) out.at(row, i))
              .isCloseTo(expected[i], within(1e-7 * Math.abs(expected[i]) + 1e-10));
        }
      }
    }
  }

  @Test
  void score_argumentsThatDoNotFit_areRefused() {
    assertThatThrownBy(() -> score.score(0, Rows.zeros(1, 2), Rows.zeros(1, 2)))
        .hasMessageContaining("timestep 0 is not on the grid; give 1 to 4");
    assertThatThrownBy(() -> score.score(5, Rows.zeros(1, 2), Rows.zeros(1, 2)))
        .hasMessageContaining("timestep 5");
    assertThatThrownBy(() -> score.score(1, Rows.zeros(1, 2), Rows.zeros(2, 2)))
        .hasMessageContaining("give equally many");
    assertThatThrownBy(() -> score.score(1, Rows.zeros(1, 3), Rows.zeros(1, 3)))
        .hasMessageContaining("rows of 2 are asked for");
  }
}
