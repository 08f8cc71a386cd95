package io.scorestream.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RadixSortTest {

  @Test
  void sort_anyBitPatterns_agreesWithTheLibrary() {
    RandomGenerator rng = new SplittableRandom(1);
    float[] values = new float[5000];
    for (int i = 0; i < values.length; i++) {
      float value = Float.intBitsToFloat(rng.nextInt());
      values[i] = Float.isNaN(value) ? i % 3 - 1 : value;
    }
    float[] expected = values.clone();
    Arrays.sort(expected);
    new RadixSort(values.length).sort(values);

    assertThat(values).isEqualTo(expected);
  }

  @Test
  void sort_signsZerosAndInfinities_orderThem() {
    float[] values = {
      0f, -1, Float.POSITIVE_INFINITY, -0f, Float.MIN_VALUE, -2, Float.NEGATIVE_INFINITY, 3
    };
    new RadixSort(8).sort(values);

    assertThat(values)
        .containsExactly(
            Float.NEGATIVE_INFINITY, -2, -1, -0f, 0f, Float.MIN_VALUE, 3, Float.POSITIVE_INFINITY);
  }

  @Test
  void sort_secondCall_forgetsTheFirst() {
    RadixSort sort = new RadixSort(3);
    sort.sort(new float[] {9, 8, 7});
    float[] values = {3, 1, 2};
    sort.sort(values);

    assertThat(values).containsExactly(1, 2, 3);
  }
}
