package io.scorestream.diffusion.forecast;

import static io.scorestream.diffusion.forecast.Histories.CONFIDENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorTrendTest {

  private static double root(double m) {
    return 3 / Math.sqrt(m);
  }

  private static double levelling(double m) {
    return 0.1 + 20 / m;
  }

  private static ErrorTrend fit(List<MilestoneError> errors) {
    return ErrorTrend.fit(errors, CONFIDENCE);
  }

  @ParameterizedTest
  @CsvSource({"0.3", "0.5", "0.9"})
  void fit_exactPowerLaw_findsItsExponentAndNeedsNoFloor(double b) {
    ErrorTrend trend = fit(Histories.of(8, m -> 3 * Math.pow(m, -b), 0.01));
    assertThat(trend.exponent().covers(b)).isTrue();
    assertThat(trend.exponent().high() - trend.exponent().low()).isLessThan(0.6);
    assertThat(trend.floor().low()).isZero();
    assertThat(trend.errorAt(8 * 32_768.0).covers(3 * Math.pow(8 * 32_768.0, -b))).isTrue();
  }

  @Test
  void fit_errorsThatLevelOff_findsTheFloor() {
    ErrorTrend trend = fit(Histories.of(8, ErrorTrendTest::levelling, 0.01));
    assertThat(trend.floor().covers(0.1)).isTrue();
    assertThat(trend.floor().low()).isGreaterThan(0.05);
    assertThat(trend.chanceFloorAbove(0.05)).isGreaterThan(0.95);
    assertThat(trend.chanceFloorAbove(0.2)).isLessThan(0.01);
  }

  @Test
  void curveOfTheMedians_goesThroughTheNewestErrors() {
    List<MilestoneError> errors = Histories.of(8, ErrorTrendTest::levelling, 0.01);
    ErrorTrend trend = fit(errors);
    double newest = 32_768;
    double curve =
        trend.floor().value() + trend.amplitude() * Math.pow(newest, -trend.exponent().value());
    assertThat(curve).isCloseTo(errors.get(7).value(), within(0.01));
  }

  @Test
  void errorAt_theNewestMilestone_isWhatWasMeasured() {
    MilestoneError newest = Histories.scattered(6, ErrorTrendTest::root, 0.3, 1).get(5);
    Interval error =
        fit(Histories.scattered(6, ErrorTrendTest::root, 0.3, 1)).errorAt((double) newest.m());
    assertThat(error.value()).isCloseTo(newest.value(), within(0.01 * newest.value()));
    assertThat(error.high() / error.low()).isLessThan(1.05);
  }

  @Test
  void errorAt_fartherAway_isLessAndLessCertain() {
    ErrorTrend trend = fit(Histories.of(5, ErrorTrendTest::root, 0.02));
    double last = 1;
    for (double times : new double[] {1.5, 2, 4, 8, 10}) {
      Interval error = trend.errorAt(times * trend.newest());
      assertThat(error.high() / error.low()).isGreaterThan(last);
      last = error.high() / error.low();
    }
  }

  @Test
  void errorAt_moreMilestones_isMoreCertain() {
    double last = Double.POSITIVE_INFINITY;
    for (int milestones = ErrorTrend.FEWEST; milestones <= 10; milestones += 2) {
      ErrorTrend trend = fit(Histories.of(milestones, ErrorTrendTest::root, 0.02));
      Interval error = trend.errorAt(8.0 * trend.newest());
      assertThat(error.high() / error.low()).isLessThan(last);
      last = error.high() / error.low();
    }
  }

  /** What four milestones say of three numbers is little, and is said to be. */
  @Test
  void fit_fewestMilestones_leavesExponentAndFloorOpen() {
    ErrorTrend trend = fit(Histories.of(ErrorTrend.FEWEST, ErrorTrendTest::levelling, 0.02));
    assertThat(trend.floor().low()).isZero();
    assertThat(trend.floor().high()).isGreaterThan(0.1);
    assertThat(trend.exponent().high() / trend.exponent().low()).isGreaterThan(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void fit_otherUnit_scalesEverythingButTheExponent(long seed) {
    List<MilestoneError> errors = Histories.scattered(5, ErrorTrendTest::root, 0.3, seed);
    List<MilestoneError> larger =
        errors.stream()
            .map(e -> new MilestoneError(e.m(), 7 * e.value(), 7 * e.low(), 7 * e.high()))
            .toList();
    ErrorTrend trend = fit(errors);
    ErrorTrend scaled = fit(larger);
    assertThat(scaled.exponent().value()).isCloseTo(trend.exponent().value(), within(1e-9));
    double m = 3.0 * trend.newest();
    assertThat(scaled.errorAt(m).high()).isCloseTo(7 * trend.errorAt(m).high(), within(1e-4));
    assertThat(scaled.chanceFloorAbove(0.7)).isCloseTo(trend.chanceFloorAbove(0.1), within(1e-6));
  }

  @Test
  void fit_intervalsWithoutAnEnd_stillCounts() {
    List<MilestoneError> errors =
        Histories.of(5, ErrorTrendTest::root, 0.02).stream()
            .map(e -> new MilestoneError(e.m(), e.value(), 0, Double.POSITIVE_INFINITY))
            .toList();
    Interval open = fit(errors).errorAt(8_192);
    Interval known = fit(Histories.of(5, ErrorTrendTest::root, 0.02)).errorAt(8_192);
    assertThat(open.high() / open.low()).isGreaterThan(known.high() / known.low());
  }

  @Test
  void fit_whatCannotBeFitted_isRefused() {
    assertThatThrownBy(() -> fit(Histories.of(3, ErrorTrendTest::root, 0.1)))
        .hasMessageContaining("at least 4");
    assertThatThrownBy(() -> fit(Histories.of(4, m -> 0, 0.1))).hasMessageContaining("above 0");
    List<MilestoneError> twice = Collections.nCopies(4, new MilestoneError(256, 1, 0.9, 1.1));
    assertThatThrownBy(() -> fit(twice)).hasMessageContaining("increasing");
    assertThatThrownBy(() -> new MilestoneError(256, 1, 1.1, 1.2)).hasMessageContaining("m = 256");
  }
}
