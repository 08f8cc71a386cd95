package io.scorestream.diffusion.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.process.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TailMeanTest {

  /** That of the exponential law is 1 − ln δ. */
  @Test
  void interval_coversTheTruthAsOftenAsItSays() {
    int covered = 0;
    for (int repetition = 0; repetition < 1_000; repetition++) {
      RandomGenerator rng = Seeds.generator(4, repetition);
      double[] draws = new double[2_000];
      Arrays.setAll(draws, i -> rng.nextExponential());
      MeanEstimate estimate = TailMean.of(draws, 0.05, 0.95);
      double truth = 1 - Math.log(0.05);
      covered += estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
    }
    assertThat(covered).isBetween(920, 975);
  }

  @Test
  void tailMean_ofFewNumbers_isTheMeanOfTheLargest() {
    double[] draws = {4, 10, 1, 2, 3, 5, 6, 7, 8, 9};
    assertThat(TailMean.of(draws, 0.2, 0.95).value()).isCloseTo(9.5, within(1e-12));
    assertThat(draws).startsWith(4, 10);
  }

  /**
   * x_0 ~ N(0, 1), for which E[ε|x_t] = σ_t x_t: a network that says 1.5 times as much errs by
   * σ_t|x_t|/2, and the ceiling, which sees the noise alone, lies above.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.3, 1, 3})
  void tailMean_ofNoiseErrors_isAboveTheRobustErrorOfTheScore(double t) {
    int n = 20_000;
    RandomGenerator rng = Seeds.generator(5);
    double sigma = OrnsteinUhlenbeck.sigma(t);
    double[] noiseErrors = new double[n];
    double[] errors = new double[n];
    for (int i = 0; i < n; i++) {
      double noise = rng.nextGaussian();
      double x = OrnsteinUhlenbeck.signal(t) * rng.nextGaussian() + sigma * noise;
      noiseErrors[i] = Math.abs(1.5 * sigma * x - noise);
      errors[i] = Math.abs(0.5 * sigma * x);
    }
    double ceiling = TailMean.of(noiseErrors, 0.05, 0.95).value();
    double robust = ErrorSample.of(errors).quantile(0.05, 0.95).value();
    assertThat(ceiling).isGreaterThan(robust);
    if (t >= 3) {
      assertThat(ceiling).isLessThan(1.5 * robust);
    }
  }

  @Test
  void mean_ofOneDraw_isRefused() {
    assertThatThrownBy(() -> MeanEstimate.of(new double[1], 0.95)).hasMessageContaining("give 2");
  }
}
