package io.scorestream.evaluator.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.diffusion.forecast.Interval;
import org.junit.jupiter.api.Test;

class AdviceNumbersTest {

  @Test
  void numbers_haveThreeDigits() {
    assertThat(AdviceNumbers.samples(22_486)).isEqualTo("22,500");
    assertThat(AdviceNumbers.samples(812)).isEqualTo("812");
    assertThat(AdviceNumbers.number(0.123456)).isEqualTo("0.123");
    assertThat(AdviceNumbers.number(0.1)).isEqualTo("0.1");
    assertThat(AdviceNumbers.number(0)).isEqualTo("0");
    assertThat(AdviceNumbers.number(3.21e-7)).isEqualTo("3.2e-07");
    assertThat(AdviceNumbers.interval(new Interval(0.2, 0.1, 0.30001))).isEqualTo("0.2 [0.1, 0.3]");
    assertThat(AdviceNumbers.size(22_486)).isEqualTo("22,486");
  }

  @Test
  void chances_areNeverCertain() {
    assertThat(AdviceNumbers.chance(0.984)).isEqualTo("98 %");
    assertThat(AdviceNumbers.chance(0.9999)).isEqualTo("over 99 %");
    assertThat(AdviceNumbers.chance(0)).isEqualTo("below 1 %");
  }
}
