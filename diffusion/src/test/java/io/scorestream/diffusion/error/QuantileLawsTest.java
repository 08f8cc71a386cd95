package io.scorestream.diffusion.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.process.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What {@code D^δ} obeys, on random errors with ties and outliers. */
class QuantileLawsTest {
  private static final int CASES = 50;

  private static double[] errors(RandomGenerator rng) {
    double[] errors = new double[1 + rng.nextInt(400)];
    boolean ties = rng.nextBoolean();
    Arrays.setAll(
        errors,
        i -> {
          double error = Math.abs(rng.nextGaussian()) * (rng.nextInt(20) == 0 ? 1e6 : 1);
          return ties ? Math.rint(error) : error;
        });
    return errors;
  }

  @RepeatedTest(CASES)
  void quantile_growsAsLessIsForgiven(RepetitionInfo repetition) {
    RandomGenerator rng = Seeds.generator(1, repetition.getCurrentRepetition());
    ErrorSample sample = ErrorSample.of(errors(rng));
    QuantileEstimate before = sample.quantile(0.999, 0.95);
    for (double delta = 0.95; delta > 0.001; delta *= 0.9) {
      QuantileEstimate now = sample.quantile(delta, 0.95);
      assertThat(now.value()).isGreaterThanOrEqualTo(before.value());
      assertThat(now.low()).isGreaterThanOrEqualTo(before.low());
      assertThat(now.high()).isGreaterThanOrEqualTo(before.high());
      assertThat(now.value()).isBetween(now.low(), now.high());
      before = now;
    }
  }

  @RepeatedTest(CASES)
  void interval_ofMoreConfidence_holdsThatOfLess(RepetitionInfo repetition) {
    RandomGenerator rng = Seeds.generator(2, repetition.getCurrentRepetition());
    ErrorSample sample = ErrorSample.of(errors(rng));
    double delta = rng.nextDouble(0.01, 0.9);
    QuantileEstimate less = sample.quantile(delta, 0.8);
    QuantileEstimate more = sample.quantile(delta, 0.99);
    assertThat(more.value()).isEqualTo(less.value());
    assertThat(more.low()).isLessThanOrEqualTo(less.low());
    assertThat(more.high()).isGreaterThanOrEqualTo(less.high());
  }

  @RepeatedTest(CASES)
  void quantile_ofScaledErrors_isScaled(RepetitionInfo repetition) {
    RandomGenerator rng = Seeds.generator(3, repetition.getCurrentRepetition());
    double[] errors = errors(rng);
    double delta = rng.nextDouble(0.01, 0.9);
    double value = RobustError.of(errors, delta, 0.95).value();
    double[] scaled = Arrays.stream(errors).map(error -> 4 * error).toArray();
    assertThat(RobustError.of(scaled, delta, 0.95).value())
        .isCloseTo(4 * value, within(1e-12 * (1 + value)));
  }

  /**
   * More than δ of the errors are not above their own quantile, and what is forgiven is at most δ.
   */
  @RepeatedTest(CASES)
  void quantile_isExceededByAtMostDelta(RepetitionInfo repetition) {
    RandomGenerator rng = Seeds.generator(4, repetition.getCurrentRepetition());
    double[] errors = errors(rng);
    double delta = rng.nextDouble(0.01, 0.9);
    double value = RobustError.of(errors, delta, 0.95).value();
    long above = Arrays.stream(errors).filter(error -> error > value).count();
    assertThat(above).isLessThanOrEqualTo((long) Math.floor(delta * errors.length + 1e-9));
  }
}
