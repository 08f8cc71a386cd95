package io.scorestream.evaluator.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.diffusion.forecast.Interval;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void numbers_haveThreeDigits() {
    assertThat(Words.samples(22_486)).isEqualTo("22,500");
    assertThat(Words.samples(812)).isEqualTo("812");
    assertThat(Words.number(0.123456)).isEqualTo("0.123");
    assertThat(Words.number(0.1)).isEqualTo("0.1");
    assertThat(Words.number(0)).isEqualTo("0");
    assertThat(Words.number(3.21e-7)).isEqualTo("3.2e-07");
    assertThat(Words.interval(new Interval(0.2, 0.1, 0.30001))).isEqualTo("0.2 [0.1, 0.3]");
    assertThat(Words.size(22_486)).isEqualTo("22,486");
  }

  @Test
  void chances_areNeverCertain() {
    assertThat(Words.chance(0.984)).isEqualTo("98 %");
    assertThat(Words.chance(0.9999)).isEqualTo("over 99 %");
    assertThat(Words.chance(0)).isEqualTo("below 1 %");
  }
}
