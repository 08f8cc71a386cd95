package io.scorestream.diffusion.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.rows.Rows;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrnsteinUhlenbeckTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-6, 0.1, 1, 5})
  void signalAndVariance_anyTime_keepUnitVariance(double t) {
    double signal = OrnsteinUhlenbeck.signal(t);
    assertThat(signal * signal + OrnsteinUhlenbeck.variance(t)).isCloseTo(1, within(1e-15));
  }

  @Test
  void variance_tinyTime_keepsItsDigits() {
    double t = 1e-12;
    assertThat(OrnsteinUhlenbeck.variance(t)).isCloseTo(2 * t, within(1e-23));
    assertThat(OrnsteinUhlenbeck.sigma(t)).isCloseTo(Math.sqrt(2e-12), within(1e-17));
  }

  @Test
  void diffuse_manyDraws_haveMeanAndVarianceOfTheProcess() {
    double t = 0.4;
    Rows x0 = Rows.zeros(100_000, 2);
    Arrays.fill(x0.numbers(), 3);
    OrnsteinUhlenbeck.diffuse(t, x0, Seeds.generator(1), x0);
    float[] out = x0.numbers();
    double sum = 0;
    double squares = 0;
    for (float x : out) {
      sum += x;
      squares += x * x;
    }
    double mean = sum / out.length;
    assertThat(mean).isCloseTo(3 * Math.exp(-t), within(0.01));
    assertThat(squares / out.length - mean * mean).isCloseTo(1 - Math.exp(-2 * t), within(0.01));
  }

  /** What compares two scores on one path relies on it: the noise is the generator's, in order. */
  @Test
  void diffuse_equalSeeds_addTheSameNoiseToAnyPoints() {
    Rows x0 = Rows.of(new float[] {1, -2, 0.5f, 8}, 2);
    Rows out = x0.zerosAlike();
    OrnsteinUhlenbeck.diffuse(0.4, x0, Seeds.generator(1), out);

    RandomGenerator noise = Seeds.generator(1);
    for (int i = 0; i < out.numbers().length; i++) {
      assertThat((double) out.numbers()[i])
          .isCloseTo(
              Math.exp(-0.4) * x0.numbers()[i]
                  + Math.sqrt(1 - Math.exp(-0.8)) * noise.nextGaussian(),
              within(1e-6));
    }
  }

  @Test
  void diffuse_timeZero_leavesThePoints() {
    Rows x0 = Rows.of(new float[] {1, -2, 0.5f}, 1);
    Rows out = x0.zerosAlike();
    OrnsteinUhlenbeck.diffuse(0, x0, Seeds.generator(1), out);
    assertThat(out).isEqualTo(x0);
  }

  @Test
  void diffuse_otherRows_isRefused() {
    assertThatThrownBy(
            () ->
                OrnsteinUhlenbeck.diffuse(
                    1, Rows.zeros(2, 2), Seeds.generator(1), Rows.zeros(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 rows of 2 numbers beside 2 rows of 2 numbers");
  }
}
