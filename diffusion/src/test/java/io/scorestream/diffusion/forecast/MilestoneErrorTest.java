package io.scorestream.diffusion.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MilestoneErrorTest {

  private static final double Z = 1.5;

  @Test
  void relativeError_isTheIntervalsInLogarithms_byTheEndsThatThereAre() {
    double e = Math.E;
    double none = Double.POSITIVE_INFINITY;

    assertThat(new MilestoneError(1, 1, 1 / e, e).relativeError(Z)).isCloseTo(1 / Z, within(1e-12));
    assertThat(new MilestoneError(1, 1, 0, e * e).relativeError(Z))
        .as("of a value without a lower end")
        .isCloseTo(2 / Z, within(1e-12));
    assertThat(new MilestoneError(1, e, 1, none).relativeError(Z))
        .as("of a value without an upper end")
        .isCloseTo(1 / Z, within(1e-12));
    assertThat(new MilestoneError(1, 1, 0, none).relativeError(Z)).as("without any").isEqualTo(1);
  }

  @Test
  void error_mayBeAsSmallAsNothing_andAsNarrowAsAPoint() {
    assertThatNoException().isThrownBy(() -> new MilestoneError(1, 0, 0, 0));
    assertThatNoException().isThrownBy(() -> new MilestoneError(1, 2, 2, Double.POSITIVE_INFINITY));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1, 1",
    "1, -1, -1, 1",
    "1, 1, -1, 2",
    "1, 1, 2, 3",
    "1, 3, 1, 2",
    "1, NaN, 0, 1",
    "1, 1, 0, NaN",
    "1, Infinity, 0, Infinity"
  })
  void error_thatIsNone_isRefused(long m, double value, double low, double high) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MilestoneError(m, value, low, high))
        .withMessageContaining("m = " + m);
  }

  @ParameterizedTest
  @CsvSource({"0.99, false", "1, true", "1.5, true", "2, true", "2.01, false", "NaN, false"})
  void interval_coversItsEnds(double number, boolean covered) {
    assertThat(new Interval(1.5, 1, 2).covers(number)).isEqualTo(covered);
  }
}
