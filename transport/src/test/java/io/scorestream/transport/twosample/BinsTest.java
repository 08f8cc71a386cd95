package io.scorestream.transport.twosample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BinsTest {

  @Test
  void manyNumbers_areInBinsOfAboutAsManyEach() {
    double[] numbers = IntStream.range(0, 3200).mapToDouble(i -> (i * 7919L) % 3200).toArray();
    Bins bins = Bins.of(numbers);
    int[] counts = new int[Bins.MOST];
    for (int i = 0; i < numbers.length; i++) {
      counts[bins.of()[i]]++;
      assertThat(bins.of()[i] == 0 || numbers[i] > bins.edges()[bins.of()[i] - 1]).isTrue();
      assertThat(bins.of()[i] == bins.edges().length || numbers[i] <= bins.edges()[bins.of()[i]])
          .isTrue();
    }
    assertThat(Arrays.stream(counts)).allMatch(count -> count >= 98 && count <= 102);
  }

  @Test
  void fewValues_haveABinEach() {
    Bins bins = Bins.of(new double[] {1, 0, 2, 0, 1, 1, 2, 2, 0, 1, 2, 0});
    assertThat(bins.edges()).containsExactly(0, 1);
    assertThat(bins.of()).containsExactly(1, 0, 2, 0, 1, 1, 2, 2, 0, 1, 2, 0);
    assertThat(Bins.of(new double[] {4, 4, 4}).of()).containsOnly((byte) 0);
  }
}
