package io.scorestream.ingest.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MomentsTest {

  private static Moments of(double... numbers) {
    Moments moments = new Moments();
    for (double number : numbers) {
      moments.add(number);
    }
    return moments;
  }

  @Test
  void variance_ofNumbersFarFromZero_keepsItsDigits() {
    Moments moments = of(1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 6);
    assertThat(moments.count()).isEqualTo(4);
    assertThat(moments.mean()).isEqualTo(1e9 + 3);
    assertThat(moments.variance()).isCloseTo(3.5, within(1e-6));
  }

  @Test
  void moments_withoutNumbers_areZero() {
    assertThat(of().mean()).isZero();
    assertThat(of().variance()).isZero();
    assertThat(of(5).variance()).isZero();
  }

  @Test
  void copy_goesOnByItself() {
    Moments first = of(1, 3);
    Moments copy = first.copy();
    copy.add(5);
    assertThat(copy.count()).isEqualTo(3);
    assertThat(copy.mean()).isEqualTo(3);
    assertThat(copy.variance()).isCloseTo(8.0 / 3, within(1e-12));
    assertThat(first.mean()).isEqualTo(2);
    assertThat(first.variance()).isEqualTo(1);
  }
}
