package io.scorestream.diffusion.forecast;

import static io.scorestream.diffusion.forecast.Histories.CONFIDENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.diffusion.forecast.SampleForecast.BeyondReach;
import io.scorestream.diffusion.forecast.SampleForecast.Needed;
import io.scorestream.diffusion.forecast.SampleForecast.Reached;
import io.scorestream.diffusion.forecast.SampleForecast.TooFewMilestones;
import io.scorestream.diffusion.forecast.SampleForecast.Unreachable;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SampleForecastTest {

  private static double root(double m) {
    return 3 / Math.sqrt(m);
  }

  private static SampleForecast forecast(List<MilestoneError> errors, double epsilon) {
    return SampleForecast.of(errors, epsilon, CONFIDENCE);
  }

  @Test
  void newestIntervalBelowTarget_isReachedSinceTheFirstMilestoneOfItsKind() {
    assertThat(forecast(Histories.of(6, SampleForecastTest::root, 0.01), 0.07))
        .isEqualTo(new Reached(2_048));
    List<MilestoneError> one = List.of(new MilestoneError(256, 0, 0, 0.01));
    assertThat(forecast(one, 0.05)).isEqualTo(new Reached(256));
  }

  @Test
  void errorBelowTargetThatRoseAgain_countsFromTheLastTime() {
    List<MilestoneError> errors =
        List.of(
            new MilestoneError(256, 0.05, 0.04, 0.06),
            new MilestoneError(512, 0.2, 0.1, 0.3),
            new MilestoneError(1_024, 0.05, 0.04, 0.06));
    assertThat(forecast(errors, 0.1)).isEqualTo(new Reached(1_024));
  }

  @Test
  void fewErrors_areNoForecast() {
    assertThat(forecast(Histories.of(3, SampleForecastTest::root, 0.01), 0.01))
        .isEqualTo(new TooFewMilestones(3, ErrorTrend.FEWEST));
  }

  /** 3/√m = 0.02 at m = 22,500; the newest is 8,192. */
  @Test
  void errorsOnAPowerLaw_needTheSamplesThatItSays() {
    SampleForecast forecast = forecast(Histories.of(6, SampleForecastTest::root, 0.01), 0.02);
    assertThat(forecast).isInstanceOf(Needed.class);
    Needed needed = (Needed) forecast;
    assertThat(needed.m()).isBetween(18_000.0, 30_000.0);
    assertThat(needed.low()).isBetween(8_192.0, 22_500.0);
    assertThat(needed.high().orElse(81_920)).isBetween(22_500.0, 81_920.0);
  }

  @Test
  void targetThatTakesAHundredTimesAsMany_getsNoNumber() {
    SampleForecast forecast = forecast(Histories.of(8, SampleForecastTest::root, 0.01), 0.0017);
    assertThat(forecast).isInstanceOf(BeyondReach.class);
    BeyondReach beyond = (BeyondReach) forecast;
    assertThat(beyond.limit()).isEqualTo(10 * 32_768.0);
    assertThat(beyond.low()).isEmpty();
    assertThat(beyond.chanceUnreachable()).isBetween(0.0, CONFIDENCE);
  }

  @Test
  void errorsThatLevelOffAboveTarget_areUnreachableAtTheConfidence() {
    SampleForecast forecast = forecast(Histories.of(8, m -> 0.1 + 20 / m, 0.01), 0.05);
    assertThat(forecast).isInstanceOf(Unreachable.class);
    assertThat(((Unreachable) forecast).chance()).isGreaterThanOrEqualTo(CONFIDENCE);
  }

  @Test
  void errorsOnAPowerLaw_areNeverCalledUnreachable() {
    for (long seed = 0; seed < 40; seed++) {
      assertThat(forecast(Histories.scattered(6, SampleForecastTest::root, 0.2, seed), 0.005))
          .isNotInstanceOf(Unreachable.class);
    }
  }

  @Test
  void needed_smallerTarget_isNeverLessAndNeverBeyondTenfold() {
    for (long seed = 0; seed < 6; seed++) {
      List<MilestoneError> errors = Histories.scattered(5, SampleForecastTest::root, 0.2, seed);
      double before = 0;
      for (double epsilon = 0.12; epsilon > 0.01; epsilon *= 0.85) {
        double m = samples(forecast(errors, epsilon));
        assertThat(m).isGreaterThanOrEqualTo(before * (1 - 1e-3));
        before = m;
      }
    }
  }

  private static double samples(SampleForecast forecast) {
    if (forecast instanceof Needed needed) {
      double limit = SampleForecast.TENFOLD * 4_096;
      assertThat(needed.low()).isBetween(4_096.0, needed.m());
      assertThat(needed.m()).isLessThanOrEqualTo(limit);
      OptionalDouble high = needed.high();
      high.ifPresent(upper -> assertThat(upper).isBetween(needed.m(), limit));
      return needed.m();
    }
    return forecast instanceof Reached ? 0 : Double.POSITIVE_INFINITY;
  }
}
