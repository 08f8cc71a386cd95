package io.scorestream.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.rows.Rows;
import io.scorestream.transport.MaxSlicedWasserstein.Estimate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaxSlicedWassersteinTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 8, 32})
  void w2_shiftedCopy_findsTheDirectionOfTheShift(int dimension) {
    Rows x = Draws.gaussian(400, dimension, 0, 1);
    Rows y = x.copy();
    for (int i = 0; i < y.numbers().length; i += dimension) {
      y.numbers()[i] += 0.6f;
      y.numbers()[i + 1] -= 0.8f;
    }
    Estimate estimate = new MaxSlicedWasserstein(dimension, 20, 1).w2(x, y);
    assertThat(estimate.value()).isCloseTo(1, within(1e-4));
    assertThat(estimate.fitted()).isCloseTo(1, within(1e-4));
    assertThat(Math.abs(estimate.direction()[0])).isCloseTo(0.6f, within(1e-3f));
    assertThat(Math.abs(estimate.direction()[1])).isCloseTo(0.8f, within(1e-3f));
  }

  /** Equal means: only a climb finds the one diagonal of 16 dimensions that is twice as wide. */
  @Test
  void w2_oneDirectionWider_climbsToIt() {
    int d = 16;
    Rows x = Draws.gaussian(2000, d, 0, 1);
    Rows y = Draws.gaussian(2000, d, 0, 2);
    for (int row = 0; row < 2000; row++) {
      double along = 0;
      for (int k = 0; k < d; k++) {
        along += y.at(row, k) / Math.sqrt(d);
      }
      for (int k = 0; k < d; k++) {
        y.numbers()[row * d + k] += (float) (along / Math.sqrt(d));
      }
    }
    Estimate estimate = new MaxSlicedWasserstein(d, 50, 1).w2(x, y);
    assertThat(estimate.value()).isCloseTo(1, within(0.1));
    assertThat(new SlicedWasserstein(d, 200, 1).w2(x, y).value()).isLessThan(0.3);
  }

  /** On the rows that it was fitted to, a direction finds what is not there. */
  @Test
  void w2_samplesOfOneLaw_isNoLargerThanAlongAnyDirectionThoughTheFitIs() {
    double value = 0;
    double fitted = 0;
    double anyDirection = 0;
    for (int repetition = 0; repetition < 40; repetition++) {
      Rows x = Draws.gaussian(200, 20, 0, 2L * repetition);
      Rows y = Draws.gaussian(200, 20, 0, 2L * repetition + 1);
      Estimate estimate = new MaxSlicedWasserstein(20, 20, repetition).w2(x, y);
      value += estimate.value() / 40;
      fitted += estimate.fitted() / 40;
      anyDirection += new SlicedWasserstein(20, 20, 1).w2(x.first(100), y.first(100)).value() / 40;
    }
    assertThat(value).isCloseTo(anyDirection, within(0.03));
    assertThat(fitted).isGreaterThan(2 * value);
  }

  @Test
  void w2_unequalSizes_areThoseOfRepeatedRows() {
    Rows x = Draws.gaussian(4, 3, 0, 1);
    Rows y = Draws.gaussian(8, 3, 0, 2);
    Rows repeated = x.chosen(new int[] {0, 1, 0, 1, 2, 3, 2, 3});
    MaxSlicedWasserstein distance = new MaxSlicedWasserstein(3, 10, 1);
    assertThat(distance.w2(x, y).value()).isCloseTo(distance.w2(repeated, y).value(), within(1e-4));
  }

  @Test
  void w2_onTheLine_isTheExactDistanceOfTheOddRows() {
    Rows x = Rows.of(new float[] {9, 1, 9, 5, 9, 2}, 1);
    Rows y = Rows.of(new float[] {7, 0, 7, 4}, 1);
    assertThat(new MaxSlicedWasserstein(1, 1, 1).w2(x, y).value())
        .isCloseTo(Wasserstein1D.w2(new float[] {1, 5, 2}, new float[] {0, 4}), within(1e-6));
  }

  @Test
  void w2_sampleAgainstItself_isZero() {
    Rows x = Draws.gaussian(10, 3, 0, 1);
    assertThat(new MaxSlicedWasserstein(3, 5, 1).w2(x, x).value()).isZero();
  }

  @Test
  void argumentsThatDoNotFit_areRefused() {
    assertThatThrownBy(() -> new MaxSlicedWasserstein(2, 0, 1)).hasMessageContaining("0 starts");
    assertThatThrownBy(
            () -> new MaxSlicedWasserstein(2, 1, 1).w2(Rows.zeros(2, 2), Rows.zeros(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least two rows");
  }
}
