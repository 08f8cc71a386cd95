package io.scorestream.diffusion.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.grid.TimeGridKind;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.rows.Rows;
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
