package io.scorestream.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SmallestTest {

  @Test
  void last_isTheKthOfThemSorted() {
    double[] numbers = Draws.generator(1).doubles(200).toArray();
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    for (int k : new int[] {1, 2, 5, 31, 200}) {
      Smallest smallest = new Smallest(k);
      Arrays.stream(numbers).forEach(smallest::add);
      assertThat(smallest.last()).isEqualTo(sorted[k - 1]);
    }
  }

  @Test
  void last_countsEqualNumbersEach_andIsInfiniteOfFewer() {
    Smallest smallest = new Smallest(3);
    smallest.add(2);
    smallest.add(2);
    assertThat(smallest.last()).isInfinite();
    smallest.add(7);
    smallest.add(2);
    assertThat(smallest.last()).isEqualTo(2);
    smallest.clear();
    assertThat(smallest.last()).isInfinite();
  }
}
