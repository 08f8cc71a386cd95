package io.scorestream.evaluator.forecast;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.evaluator.Fixtures;
import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastStatus;
import io.scorestream.events.Metric;
import io.scorestream.run.Run;
import io.scorestream.run.encoding.Standardiser;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossForecastTest {

  private final Run run = new Run(Fixtures.unknown("r", Standardiser.identity(2), 0.5));

  private static double falling(double m) {
    return 0.3 + 60 / m;
  }

  @Test
  void fallingLoss_hasAFallToComeAndNoTarget() {
    List<Metric> losses = Series.losses(run, 2, 5, LossForecastTest::falling);
    Forecast forecast =
        LossForecast.of(run, losses, Series.differences(losses, run), MeasuredParts.none().parts());
    assertThat(forecast.getStatus()).isEqualTo(ForecastStatus.NO_TARGET);
    assertThat(forecast.getMetric()).isEqualTo("held_out_loss");
    assertThat(forecast.getEpsilon()).isNull();
    assertThat(forecast.getDelta()).isNull();
    assertThat(forecast.getNeeded()).isNull();
    double truth = falling(4_096) - falling(40_960);
    assertThat(truth).isBetween(forecast.getFallLow(), forecast.getFallHigh());
    assertThat(forecast.getAdvice())
        .startsWith("by m = 40,960 the held-out loss, now 0.315, falls by ")
        .contains(": more data");
  }

  @Test
  void differencesOnTheSameSamples_narrowTheForecast() {
    List<Metric> losses = Series.losses(run, 2, 5, LossForecastTest::falling);
    Forecast paired =
        LossForecast.of(run, losses, Series.differences(losses, run), MeasuredParts.none().parts());
    Forecast alone = LossForecast.of(run, losses, List.of(), MeasuredParts.none().parts());
    assertThat(requireNonNull(paired.getFallHigh()) - requireNonNull(paired.getFallLow()))
        .isLessThan(requireNonNull(alone.getFallHigh()) - requireNonNull(alone.getFallLow()));
  }

  @Test
  void flatLoss_isNotBlamedOnTheNetwork() {
    List<Metric> losses = Series.losses(run, 2, 6, m -> 0.3);
    Forecast forecast =
        LossForecast.of(run, losses, Series.differences(losses, run), MeasuredParts.none().parts());
    assertThat(forecast.getAdvice())
        .contains("more data hardly helps; what is left is noise that no network removes, or more")
        .contains("than this network can do");
  }

  @Test
  void lossThatIsBadlyKnown_isNotClear() {
    List<Metric> losses = Series.losses(run, 2, 4, m -> 0.3 + 2 / m);
    assertThat(LossForecast.of(run, losses, List.of(), MeasuredParts.none().parts()).getAdvice())
        .endsWith("whether more data helps is not clear");
  }

  @Test
  void fewMilestones_areNotExtrapolated() {
    List<Metric> losses = Series.losses(run, 2, 3, LossForecastTest::falling);
    Forecast forecast = LossForecast.of(run, losses, List.of(), MeasuredParts.none().parts());
    assertThat(forecast.getStatus()).isEqualTo(ForecastStatus.TOO_FEW_MILESTONES);
    assertThat(forecast.getAdvice()).isEqualTo("too few milestones to say: 3 of 4");
  }
}
