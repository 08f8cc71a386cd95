package io.scorestream.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.rows.Rows;
import org.junit.jupiter.api.Test;

class ColumnDistanceTest {

  private final Rows x = Rows.of(new float[] {1, 0, 2, 0, 3, 1, 4, 2}, 2);
  private final Rows y = Rows.of(new float[] {4, 0, 5, 0}, 2);

  @Test
  void w1_isThatOfTheColumn() {
    assertThat(ColumnDistance.w1(x, y, 0)).isEqualTo(2);
    assertThat(ColumnDistance.w1(x, x, 0)).isZero();
  }

  @Test
  void totalVariation_isHalfOfWhatFrequenciesDifferBy() {
    assertThat(ColumnDistance.totalVariation(x, y, 1, 3)).isCloseTo(.5, within(1e-12));
    assertThat(ColumnDistance.totalVariation(x, x, 1, 3)).isZero();
  }

  @Test
  void totalVariation_countsWhatIsNoCategory() {
    Rows other = Rows.of(new float[] {9, -1, 9, 7}, 2);
    assertThat(ColumnDistance.totalVariation(x, other, 1, 3)).isCloseTo(1, within(1e-12));
  }
}
