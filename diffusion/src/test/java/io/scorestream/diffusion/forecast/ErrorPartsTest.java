package io.scorestream.diffusion.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.error.MeanEstimate;
import io.scorestream.diffusion.forecast.ErrorPart.Known;
import io.scorestream.diffusion.forecast.ErrorPart.Unknown;
import org.junit.jupiter.api.Test;

class ErrorPartsTest {

  private static final Interval WHOLE = new Interval(1, 0.95, 1.05);
  private static final Unknown UNKNOWN = new Unknown("nobody looked");

  private static Interval size(ErrorPart part) {
    return ((Known) part).size();
  }

  @Test
  void parts_addUpToTheWhole() {
    ErrorParts parts =
        ErrorParts.of(WHOLE, ErrorPart.of(0.6, 0.5, 0.7), ErrorPart.of(0.1, 0.05, 0.2));
    Interval rest = size(parts.approximation());
    assertThat(rest.value()).isCloseTo(0.3, within(1e-12));
    assertThat(rest.low()).isCloseTo(0.3 - Math.sqrt(0.05 * 0.05 + 0.1 * 0.1 * 2), within(1e-12));
    assertThat(rest.high()).isCloseTo(0.3 + Math.sqrt(0.05 * 0.05 * 2 + 0.1 * 0.1), within(1e-12));
    assertThat(parts.dominant()).contains(ErrorSource.OPTIMISATION);
  }

  @Test
  void partThatIsFoundLargerThanTheWhole_isTheWhole() {
    ErrorParts parts = ErrorParts.of(WHOLE, ErrorPart.of(3, 2, 4), ErrorPart.of(0, 0, 0.1));
    assertThat(size(parts.optimisation())).isEqualTo(WHOLE);
    assertThat(size(parts.approximation()).value()).isZero();
  }

  @Test
  void partBelowZero_isZero() {
    assertThat(ErrorPart.of(-0.2, -0.3, 0.1).size()).isEqualTo(new Interval(0, 0, 0.1));
  }

  @Test
  void whatMayBeAnything_doesNotDominate() {
    assertThat(
            ErrorParts.of(WHOLE, ErrorPart.of(0.8, 0, 1), ErrorPart.of(0.3, 0.2, 0.4)).dominant())
        .contains(ErrorSource.STATISTICAL);
    assertThat(ErrorParts.of(WHOLE, ErrorPart.of(0.8, 0, 1), ErrorPart.of(0.5, 0, 1)).dominant())
        .isEmpty();
  }

  @Test
  void restOfWhatIsNotKnown_isNotKnown() {
    assertThat(ErrorParts.of(WHOLE, UNKNOWN, ErrorPart.of(0.3, 0.2, 0.4)).approximation())
        .isInstanceOf(Unknown.class);
    ErrorParts unknown = ErrorParts.ofUnknown(ErrorPart.of(0.3, 0.2, 0.4), UNKNOWN, "no law");
    assertThat(unknown.approximation()).isEqualTo(new Unknown("no law"));
    assertThat(unknown.dominant()).as("one alone is larger than nothing that is known").isEmpty();
  }

  /** Where the squared error is 1/steps, what is left to gain is all of it. */
  @Test
  void gainOfAnErrorThatFallsWithOneOverTheSteps_saysAllOfIt() {
    double error = 1.0 / 1000;
    double gain = error - 1.0 / 1150;
    Known found = StepsToCome.of(new MeanEstimate(gain, gain, gain, 10), 1000, 100);
    assertThat(found.size().value()).isCloseTo(error, within(1e-12));
    assertThat(found.size().low()).isLessThan(0.6 * error);
    assertThat(found.size().high()).isGreaterThan(1.8 * error);
    assertThatThrownBy(() -> StepsToCome.of(new MeanEstimate(1, 1, 1, 10), 1000, 0))
        .hasMessageContaining("0 further steps after 1000");
  }

  /**
   * Least squares of p numbers on m samples with noise of variance v: the noise is missed by v·p/m
   * elsewhere, and hit too well by as much.
   */
  @Test
  void gapOfLeastSquares_isTwiceWhatIsForWantOfSamples() {
    double missed = 0.3;
    Known found =
        SamplesToCome.of(
            new MeanEstimate(1 + missed, 1 + missed - 0.03, 1 + missed + 0.03, 10),
            new MeanEstimate(1 - missed, 1 - missed - 0.04, 1 - missed + 0.04, 10));
    assertThat(found.size().value()).isCloseTo(missed, within(1e-12));
    assertThat(found.size().low()).isCloseTo((2 * missed - 0.05) / 4, within(1e-12));
    assertThat(found.size().high()).isCloseTo(2 * missed + 0.05, within(1e-12));
  }
}
