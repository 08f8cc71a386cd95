package io.scorestream.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EstimateTest {

  /** 7 of 20: the interval that tables of Clopper and Pearson have. */
  @Test
  void share_hasTheIntervalOfClopperAndPearson() {
    Estimate share = Estimate.ofShare(7, 20);
    assertThat(share.value()).isEqualTo(0.35);
    assertThat(share.low()).isCloseTo(0.1539, within(1e-4));
    assertThat(share.high()).isCloseTo(0.5922, within(1e-4));
  }

  @Test
  void share_ofNoneOrAll_endsAtTheEdge() {
    assertThat(Estimate.ofShare(0, 10).low()).isZero();
    assertThat(Estimate.ofShare(0, 10).high()).isCloseTo(0.3085, within(1e-4));
    assertThat(Estimate.ofShare(10, 10).low()).isCloseTo(0.6915, within(1e-4));
    assertThat(Estimate.ofShare(10, 10).high()).isOne();
  }

  @Test
  void share_ofMoreConfidence_isWider() {
    assertThat(Estimate.ofShare(7, 20, 0.99).low()).isLessThan(Estimate.ofShare(7, 20).low());
    assertThat(Estimate.ofShare(7, 20, 0.99).high()).isGreaterThan(Estimate.ofShare(7, 20).high());
  }

  /** Of a mean, the jackknife is the standard error that everybody knows. */
  @Test
  void jackknife_ofAMean_isStudentsInterval() {
    double[] numbers = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3};
    Estimate mean =
        Estimate.ofJackknife(new double[] {3.9}, 10, i -> new double[] {(39 - numbers[i]) / 9})[0];
    double variance = Arrays.stream(numbers).map(x -> (x - 3.9) * (x - 3.9)).sum() / 9;
    assertThat(mean.high() - mean.value())
        .isCloseTo(2.262157 * Math.sqrt(variance / 10), within(1e-5));
    assertThat(mean.value() - mean.low()).isCloseTo(mean.high() - mean.value(), within(1e-12));
    assertThat(mean.within(3.5, 4)).isEqualTo(new Estimate(3.9, 3.5, 4));
  }
}
