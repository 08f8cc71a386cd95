package io.scorestream.diffusion.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CholeskyTest {

  private static final double[] MATRIX = {4, 2, 0.4, 2, 3, 0.5, 0.4, 0.5, 1};

  @Test
  void whiten_undoesTheFactor() {
    Cholesky cholesky = new Cholesky(MATRIX, 3);
    double[] z = {0.3, -2, 1.5};
    double[] correlated = new double[3];
    for (int i = 0; i < 3; i++) {
      correlated[i] = cholesky.multiplyRow(i, z);
    }
    assertThat(cholesky.whiten(correlated)).containsExactly(z, within(1e-12));
  }

  @Test
  void inverse_timesTheMatrix_isTheIdentity() {
    double[] inverse = new Cholesky(MATRIX, 3).inverse();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double sum = 0;
        for (int l = 0; l < 3; l++) {
          sum += MATRIX[i * 3 + l] * inverse[l * 3 + j];
        }
        assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-12));
      }
    }
  }

  @Test
  void matrixThatIsNotPositiveDefinite_isRefused() {
    assertThatThrownBy(() -> new Cholesky(new double[] {1, 2, 2, 1}, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pivot 1");
  }
}
