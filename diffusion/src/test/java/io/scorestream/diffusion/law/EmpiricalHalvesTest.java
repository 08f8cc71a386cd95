package io.scorestream.diffusion.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.process.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmpiricalHalvesTest {

  private static float[] points(long seed, int n) {
    float[] points = new float[2 * n];
    Laws.named("mixture").sample(Seeds.generator(seed), points);
    return points;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.1, 2})
  void score_isThatOfEachSetAndOfTheirUnion(double t) {
    float[] first = points(1, 30);
    float[] second = points(2, 50);
    float[] all = new float[first.length + second.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    float[] x = points(3, 20);
    float[][] scores = new float[3][x.length];
    new EmpiricalHalves(2, first, second, t).score(x, scores[0], scores[1], scores[2]);
    assertIsScore(all, t, x, scores[0]);
    assertIsScore(first, t, x, scores[1]);
    assertIsScore(second, t, x, scores[2]);
  }

  @Test
  void halves_thatAreEmpty_areRefused() {
    assertThatThrownBy(() -> new EmpiricalHalves(2, new float[0], new float[2], 1))
        .hasMessageContaining("give a point to each half");
    assertThatThrownBy(() -> new EmpiricalHalves(2, new float[2], new float[2], 0))
        .hasMessageContaining("time above 0");
  }

  private static void assertIsScore(float[] set, double t, float[] x, float[] scores) {
    DiffusedLaw law = new FiniteSet(2, set).diffusedTo(t);
    double[] score = new double[2];
    for (int offset = 0; offset < x.length; offset += 2) {
      law.score(new double[] {x[offset], x[offset + 1]}, score);
      for (int i = 0; i < 2; i++) {
        assertThat((double) scores[offset + i])
            .isCloseTo(score[i], within(1e-5 * (1 + Math.abs(score[i]))));
      }
    }
  }
}
