package io.scorestream.diffusion.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.rows.Rows;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobustErrorTest {

  /** Errors n, n − 1, …, 1, so that each equals its rank. */
  private static double[] ranks(int n) {
    return IntStream.rangeClosed(1, n).mapToDouble(i -> n + 1 - i).toArray();
  }

  @Test
  void of_tenThousandErrors_isTheOrderStatisticAndItsPublishedInterval() {
    assertThat(RobustError.of(ranks(10_000), 0.01, 0.95))
        .isEqualTo(new QuantileEstimate(9900, 9880, 9920, 10_000, 0.01, 0.95));
  }

  @Test
  void of_tooFewErrors_hasNoFiniteUpperEnd() {
    QuantileEstimate estimate = RobustError.of(ranks(299), 0.01, 0.95);
    assertThat(estimate.high()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(estimate.bounded()).isFalse();
    assertThat(estimate.value()).isEqualTo(297);
    assertThat(RobustError.of(ranks(1000), 0.01, 0.95).bounded()).isTrue();
  }

  @Test
  void of_oneError_isAlsoTheLowerEndOfAHighQuantileAndNoEndOfTheMedian() {
    assertThat(RobustError.of(new float[] {3}, 0.01, 0.95))
        .isEqualTo(new QuantileEstimate(3, 3, Double.POSITIVE_INFINITY, 1, 0.01, 0.95));
    assertThat(RobustError.of(new float[] {3}, 0.5, 0.95))
        .isEqualTo(new QuantileEstimate(3, 0, Double.POSITIVE_INFINITY, 1, 0.5, 0.95));
  }

  /** n·δ is 29 here, which the machine computes as a little less. */
  @Test
  void of_wholeNumberOfExceedances_isNotLostToRounding() {
    assertThat(RobustError.of(ranks(100), 0.29, 0.95).value()).isEqualTo(71);
  }

  /** Figure 1 of the paper: a rare mode ruins L2 and leaves D^δ untouched as long as δ > η. */
  @Test
  void of_rareHugeErrors_areInvisibleAboveTheirShareAndNotBelow() {
    float[] errors = new float[10_000];
    for (int i = 0; i < 10; i++) {
      errors[i * 977] = 10_000;
    }
    assertThat(RobustError.of(errors, 0.01, 0.95).value()).isZero();
    assertThat(RobustError.of(errors, 0.0005, 0.95).value()).isEqualTo(10_000);
    assertThat(RobustError.rootMeanSquare(errors)).isCloseTo(316.2, within(0.1));
    assertThat(ErrorSample.of(errors).rootMeanSquare()).isCloseTo(316.2, within(0.1));
  }

  @ParameterizedTest
  @CsvSource({"1000, 0.05, false", "1000, 0.05, true", "3000, 0.01, false", "200, 0.5, true"})
  void of_manyRepetitions_coversTheTrueQuantileAsOftenAsItSays(
      int n, double delta, boolean discrete) {
    DoubleUnaryOperator error = e -> discrete ? Math.floor(5 * e) : e;
    double truth = error.applyAsDouble(-Math.log(delta));
    RandomGenerator rng = Seeds.generator(1, n);
    int repetitions = 2000;
    int covered = 0;
    for (int r = 0; r < repetitions; r++) {
      double[] errors =
          DoubleStream.generate(() -> error.applyAsDouble(rng.nextExponential()))
              .limit(n)
              .toArray();
      QuantileEstimate estimate = RobustError.of(errors, delta, 0.95);
      covered += estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
    }
    double coverage = covered / (double) repetitions;
    assertThat(coverage).isGreaterThan(0.94);
    if (!discrete) {
      assertThat(coverage).isLessThan(0.985);
    }
  }

  @Test
  void rootMeanSquare_ofFewErrors_isThatOfAll() {
    ErrorSample sample = ErrorSample.of(new double[] {1, 7, 0, 10, 0});
    assertThat(sample.rootMeanSquare()).isCloseTo(Math.sqrt(30), within(1e-12));
    double fourths = Math.pow(1, 4) + Math.pow(5, 4) + Math.pow(8, 4);
    assertThat(ErrorSample.of(new double[] {5, 1, 8}).rootMeanFourthPower())
        .isCloseTo(Math.pow(fourths / 3, 0.25), within(1e-12));
    assertThat(ErrorSample.of(new double[] {1e100, 0}).rootMeanFourthPower())
        .isCloseTo(1e100 * Math.pow(0.5, 0.25), within(1e85));
    assertThat(ErrorSample.of(new double[3]).rootMeanFourthPower()).isZero();
    assertThat(sample.size()).isEqualTo(5);
  }

  @Test
  void of_errorsGiven_leavesThemUnchanged() {
    double[] errors = {3, 1, 2};
    assertThat(RobustError.of(errors, 0.5, 0.5).value()).isEqualTo(2);
    assertThat(errors).containsExactly(3, 1, 2);
  }

  @Test
  void of_argumentsOutOfRange_areRefusedWithTheirPlace() {
    assertThatThrownBy(() -> RobustError.of(new double[0], 0.1, 0.95)).hasMessageContaining("one");
    assertThatThrownBy(() -> RobustError.of(new double[] {1, Double.NaN}, 0.1, 0.95))
        .hasMessageContaining("error 1 is NaN");
    assertThatThrownBy(() -> RobustError.of(new double[] {-1}, 0.1, 0.95))
        .hasMessageContaining("error 0 is -1.0");
    assertThatThrownBy(() -> RobustError.of(ranks(3), 1, 0.95)).hasMessageContaining("delta is 1");
    assertThatThrownBy(() -> RobustError.of(ranks(3), 0.1, Double.NaN))
        .hasMessageContaining("confidence is NaN");
  }

  @Test
  void normalised_pairsOfScores_areDistancesInUnitsOfOneOverSigma() {
    double t = 0.5;
    float[] errors =
        RobustError.normalised(
            t, Rows.of(new float[] {3, 4, 1, 1}, 2), Rows.of(new float[] {0, 0, 1, 0}, 2));
    double sigma = Math.sqrt(1 - Math.exp(-1));
    assertThat(errors).hasSize(2);
    assertThat(errors[0]).isCloseTo((float) (5 * sigma), within(1e-6f));
    assertThat(errors[1]).isCloseTo((float) sigma, within(1e-6f));
  }

  @Test
  void normalised_rowsThatDoNotFit_areRefused() {
    assertThatThrownBy(() -> RobustError.normalised(1, Rows.zeros(2, 2), Rows.zeros(1, 2)))
        .hasMessageContaining("1 rows of 2 numbers beside 2 rows of 2 numbers");
    assertThatThrownBy(() -> RobustError.normalised(1, Rows.zeros(1, 3), Rows.zeros(1, 2)))
        .hasMessageContaining("equally many of equal length");
  }
}
