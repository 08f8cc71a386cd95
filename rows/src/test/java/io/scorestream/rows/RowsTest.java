package io.scorestream.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {

  private final Rows three = Rows.of(new float[] {1, 2, 3, 4, 5, 6}, 2);

  @Test
  void of_partOfARow_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rows.of(new float[5], 2))
        .withMessageContaining("5 numbers do not make whole rows of 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rows.of(new float[0], 0))
        .withMessageContaining("rows of 0 numbers");
  }

  @Test
  void of_theArray_isNotCopied() {
    float[] numbers = {1, 2};
    Rows row = Rows.of(numbers, 2);
    numbers[1] = 7;
    assertThat(row.at(0, 1)).isEqualTo(7);
    assertThat(row.numbers()).isSameAs(numbers);
  }

  @Test
  void zeros_moreThanAnArrayHolds_isRefused() {
    assertThatThrownBy(() -> Rows.zeros(1 << 20, 1 << 12)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void range_firstAndChosen_areRowsOfTheirOwn() {
    assertThat(three.range(1, 3)).isEqualTo(Rows.of(new float[] {3, 4, 5, 6}, 2));
    assertThat(three.first(1)).isEqualTo(Rows.of(new float[] {1, 2}, 2));
    assertThat(three.chosen(new int[] {2, 0})).isEqualTo(Rows.of(new float[] {5, 6, 1, 2}, 2));
    three.first(3).numbers()[0] = 9;
    three.copy().numbers()[0] = 9;
    assertThat(three.at(0, 0)).isEqualTo(1);
    assertThat(three.first(0).count()).isZero();
  }

  @Test
  void range_beyondTheEnd_isRefused() {
    assertThatThrownBy(() -> three.range(2, 4))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("rows 2 to 4 of 3");
  }

  @Test
  void joined_keepsTheOrder() {
    assertThat(Rows.joined(2, List.of(three.range(1, 3), three.first(1))))
        .isEqualTo(Rows.of(new float[] {3, 4, 5, 6, 1, 2}, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rows.joined(2, List.of(three, Rows.zeros(2, 3))))
        .withMessage("rows of 3 numbers where rows of 2 are asked for");
  }

  @Test
  void joined_nothing_isNoRows() {
    assertThat(Rows.joined(3, List.of())).isEqualTo(Rows.zeros(0, 3));
  }

  @Test
  void equals_sameNumbersInOtherRows_isFalse() {
    assertThat(three).isNotEqualTo(Rows.of(three.numbers(), 3)).isEqualTo(three.copy());
    assertThat(three).hasSameHashCodeAs(three.copy()).hasToString("3 rows of 2 numbers");
  }

  @Test
  void requireAlike_otherShape_isRefused() {
    three.requireAlike(three.zerosAlike());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> three.requireAlike(Rows.zeros(2, 3)))
        .withMessageContaining("3 rows of 2 numbers beside 2 rows of 3 numbers");
  }

  @Test
  void requireFinite_namesTheRow() {
    three.requireFinite();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rows.of(new float[] {1, 2, Float.NaN, 4}, 2).requireFinite())
        .withMessageContaining("row 1 of a sample holds NaN");
  }
}
