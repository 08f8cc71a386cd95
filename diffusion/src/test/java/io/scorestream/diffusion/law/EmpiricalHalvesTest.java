package io.scorestream.diffusion.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.rows.Rows;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmpiricalHalvesTest {

  private static Rows points(long seed, int n) {
    return Laws.named("mixture").draw(n, Seeds.generator(seed));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.1, 2})
  void score_isThatOfEachSetAndOfTheirUnion(double t) {
    Rows first = points(1, 30);
    Rows second = points(2, 50);
    Rows x = points(3, 20);
    EmpiricalHalves.Scores scores = new EmpiricalHalves(first, second, t).scores(x);
    assertIsScore(Rows.joined(2, List.of(first, second)), t, x, scores.union());
    assertIsScore(first, t, x, scores.first());
    assertIsScore(second, t, x, scores.second());
  }

  @Test
  void halves_thatAreEmpty_areRefused() {
    assertThatThrownBy(() -> new EmpiricalHalves(Rows.zeros(0, 2), Rows.zeros(1, 2), 1))
        .hasMessageContaining("give a point to each half");
    assertThatThrownBy(() -> new EmpiricalHalves(Rows.zeros(1, 2), Rows.zeros(1, 2), 0))
        .hasMessageContaining("time above 0");
  }

  private static void assertIsScore(Rows set, double t, Rows x, Rows scores) {
    DiffusedLaw law = new FiniteSet(set).diffusedTo(t);
    double[] score = new double[2];
    for (int row = 0; row < x.count(); row++) {
      law.score(new double[] {x.at(row, 0), x.at(row, 1)}, score);
      for (int i = 0; i < 2; i++) {
        assertThat((double) scores.at(row, i))
            .isCloseTo(score[i], within(1e-5 * (1 + Math.abs(score[i]))));
      }
    }
  }
}
