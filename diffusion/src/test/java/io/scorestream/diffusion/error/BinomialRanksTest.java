package io.scorestream.diffusion.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialRanksTest {

  @ParameterizedTest
  @CsvSource({"1000, 983, 997", "10000, 9880, 9920"})
  void of_publishedSizes_areThePublishedRanks(int n, int low, int high) {
    assertThat(BinomialRanks.of(n, 0.99, 0.95)).isEqualTo(new BinomialRanks(low, high));
  }

  /** The largest of n draws bounds the quantile with confidence 1 − p^n on one side. */
  @ParameterizedTest
  @CsvSource({"0.99, 0.90, 299", "0.99, 0.98, 459", "0.95, 0.90, 59", "0.95, 0.98, 90"})
  void of_smallestSizeWithAnUpperEnd_isThePublishedOne(double p, double confidence, int n) {
    assertThat(BinomialRanks.of(n, p, confidence).high()).isEqualTo(n);
    assertThat(BinomialRanks.of(n - 1, p, confidence).high()).isEqualTo(n);
  }

  @Test
  void of_tooFewDraws_hasNoEnds() {
    assertThat(BinomialRanks.of(299, 0.99, 0.95).high()).isEqualTo(300);
    assertThat(BinomialRanks.of(1, 0.5, 0.95)).isEqualTo(new BinomialRanks(0, 2));
  }

  @Test
  void of_median_isSymmetric() {
    for (int n : new int[] {10, 101, 5000}) {
      BinomialRanks ranks = BinomialRanks.of(n, 0.5, 0.95);
      assertThat(ranks.low() + ranks.high()).isEqualTo(n + 1);
    }
  }
}
