package io.scorestream.diffusion.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExceedanceTest {

  /** Sizes from the smallest sample whose maximum bounds the quantile with that confidence. */
  @ParameterizedTest
  @CsvSource({"0.05, 0.95, 59", "0.05, 0.99, 90", "0.01, 0.95, 299", "0.01, 0.99, 459"})
  void judge_noExceedance_certifiesFromThePublishedSizeOn(double delta, double confidence, int n) {
    assertThat(Exceedance.of(0.1, 0, n, confidence).judge(delta))
        .isEqualTo(Certification.CERTIFIED);
    assertThat(Exceedance.of(0.1, 0, n - 1, confidence).judge(delta))
        .isEqualTo(Certification.UNDECIDED);
  }

  /** The bounds are where the binomial tails are 1 − confidence. */
  @ParameterizedTest
  @CsvSource({"1, 100, 0.95", "37, 1000, 0.95", "500, 10000, 0.95", "9999, 10000, 0.9"})
  void bounds_solveTheBinomialTails(int exceeding, int n, double confidence) {
    Exceedance exceedance = Exceedance.of(0.1, exceeding, n, confidence);
    assertThat(BinomialDistribution.of(n, exceedance.high()).cumulativeProbability(exceeding))
        .isCloseTo(1 - confidence, within(1e-4));
    assertThat(BinomialDistribution.of(n, exceedance.low()).survivalProbability(exceeding - 1))
        .isCloseTo(1 - confidence, within(1e-4));
    assertThat(exceedance.share()).isBetween(exceedance.low(), exceedance.high());
  }

  /** Summed over all counts, exactly: where P(e ≥ ε) is δ, or a hair above it. */
  @ParameterizedTest
  @CsvSource({"59, 0.05", "500, 0.05", "2000, 0.01", "10000, 0.1", "10000, 0.01", "40000, 0.001"})
  void judge_isWrongWithAProbabilityOfAtMostOneInTwenty(int n, double delta) {
    BinomialDistribution counts = BinomialDistribution.of(n, delta);
    double certified = 0;
    double refuted = 0;
    for (int k = 0; k <= Math.min(n, 2 * n * delta + 20); k++) {
      Certification verdict = Exceedance.of(0.1, k, n, 0.95).judge(delta);
      certified += verdict == Certification.CERTIFIED ? counts.probability(k) : 0;
      refuted += verdict == Certification.REFUTED ? counts.probability(k) : 0;
    }
    assertThat(certified).isBetween(0.02, 0.05);
    assertThat(refuted).isBetween(0.02, 0.05);
  }

  @Test
  void bounds_ofAllOrNone_areTheEndsOfTheScale() {
    assertThat(Exceedance.of(0.1, 0, 100, 0.95).low()).isZero();
    assertThat(Exceedance.of(0.1, 0, 100, 0.95).high())
        .isCloseTo(1 - Math.pow(0.05, 0.01), within(1e-8));
    assertThat(Exceedance.of(0.1, 100, 100, 0.95).high()).isEqualTo(1);
    assertThat(Exceedance.of(0.1, 100, 100, 0.95).low())
        .isCloseTo(Math.pow(0.05, 0.01), within(1e-8));
  }

  @Test
  void judge_everyDrawExceeding_refutes() {
    assertThat(Exceedance.of(0.1, 100, 100, 0.95).judge(0.05)).isEqualTo(Certification.REFUTED);
  }

  /** D^δ ≤ ε is about errors of at least ε: a draw at ε itself counts. */
  @Test
  void exceedance_ofTies_countsThem() {
    ErrorSample sample = ErrorSample.of(new double[] {1, 2, 2, 3, 0});
    assertThat(sample.exceedance(2, 0.95).exceeding()).isEqualTo(3);
    assertThat(sample.exceedance(Math.nextUp(2), 0.95).exceeding()).isEqualTo(1);
    assertThat(sample.exceedance(0.5, 0.95).exceeding()).isEqualTo(4);
    assertThat(sample.exceedance(4, 0.95).exceeding()).isZero();
  }

  @Test
  void exceedance_argumentsOutOfRange_areRefused() {
    ErrorSample sample = ErrorSample.of(new double[] {1});
    assertThatThrownBy(() -> sample.exceedance(0, 0.95)).hasMessageContaining("epsilon is 0");
    assertThatThrownBy(() -> sample.exceedance(1, 1)).hasMessageContaining("confidence is 1");
  }
}
