package io.scorestream.experiments.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.process.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class LogSlopeTest {
  private static final double[] M = {250, 500, 1000, 8000};

  @Test
  void of_aPowerLaw_isItsExponent() {
    double[] error = Arrays.stream(M).map(m -> 7 * Math.pow(m, -0.4)).toArray();

    assertThat(LogSlope.of(M, error)).isCloseTo(-0.4, within(1e-13));
  }

  @Test
  void error_isTheSpreadOfSlopesOfNoisyNumbers() {
    double[] relative = {0.02, 0.01, 0.03, 0.02};
    RandomGenerator rng = Seeds.generator(1);
    double[] slopes = new double[4000];
    Arrays.setAll(
        slopes,
        i -> {
          double[] noisy = new double[M.length];
          Arrays.setAll(noisy, j -> 1 + relative[j] * rng.nextGaussian());
          return LogSlope.of(M, noisy);
        });

    assertThat(LogSlope.error(M, relative))
        .isCloseTo(Moments.of(slopes).deviation(), within(0.0006));
  }
}
