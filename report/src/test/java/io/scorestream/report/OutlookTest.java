package io.scorestream.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastStatus;
import io.scorestream.run.Headline;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutlookTest {

  private static final Headline HEADLINE = Headline.of(Fixtures.runWithLaw(2, 2));

  @Test
  void sentences_areThoseOfTheNewestMilestone_worstFirst() {
    List<Forecast> all = new ArrayList<>(Forecasts.milestone(2_048));
    all.addAll(Forecasts.milestone(1_024));
    assertThat(Outlook.of(all, HEADLINE).sentences())
        .containsExactly("worst of 2048", "middle of 2048");
  }

  @Test
  void forecastsOfOtherLevelsAndMetrics_areLeftOut() {
    Forecast other = Forecast.newBuilder(Forecasts.reached(4_096)).setDelta(0.01).build();
    Forecast loss =
        Forecast.newBuilder(Forecasts.reached(4_096)).setMetric("held_out_loss").build();
    assertThat(Outlook.of(List.of(other, loss), HEADLINE).timesteps()).isEmpty();
  }

  @Test
  void needs_saysHowManySamplesEachTimestepTakes() {
    assertThat(needs(Forecasts.needed(1_024, 8_765, 9_999.0))).isEqualTo("8,770 [4,380, 10,000]");
    assertThat(needs(Forecasts.needed(1_024, 8_765, null))).isEqualTo("8,770 [4,380, past 10,240]");
    assertThat(needs(with(ForecastStatus.BEYOND_REACH))).isEqualTo("past 10,240");
    assertThat(needs(with(ForecastStatus.UNREACHABLE))).isEqualTo("unreachable");
    assertThat(needs(with(ForecastStatus.TOO_FEW_MILESTONES))).isEmpty();
    Outlook outlook = Outlook.of(List.of(Forecasts.reached(1_024)), HEADLINE);
    assertThat(outlook.needs(2)).isEqualTo("reached at 512");
    assertThat(outlook.needs(7)).isEmpty();
  }

  @Test
  void needs_ofAForecastThatLacksItsNumber_isAQuestion() {
    Forecast.Builder bare = Forecasts.timestep(1_024, 1).setAdvice("advice").setHorizon(null);
    assertThat(needs(bare.setStatus(ForecastStatus.BEYOND_REACH).build())).isEqualTo("past ?");
    assertThat(needs(bare.setStatus(ForecastStatus.REACHED).build())).isEqualTo("reached at ?");
    assertThat(needs(bare.setStatus(ForecastStatus.NEEDED).build())).isEqualTo("? [?, past ?]");
  }

  @Test
  void losses_haveNoTarget() {
    Headline headline = Headline.of(Fixtures.runWithoutLaw(2, 1));
    Forecast loss =
        Forecasts.timestep(1_024, 1)
            .setMetric("held_out_loss")
            .setDelta(null)
            .setStatus(ForecastStatus.NO_TARGET)
            .setAdvice("falls")
            .build();
    Outlook outlook = Outlook.of(List.of(loss), headline);
    assertThat(outlook.hasTarget()).isFalse();
    assertThat(outlook.timesteps()).containsOnlyKeys(1);
  }

  private static String needs(Forecast forecast) {
    return Outlook.of(List.of(forecast), HEADLINE).needs(1);
  }

  private static Forecast with(ForecastStatus status) {
    return Forecasts.timestep(1_024, 1).setStatus(status).setAdvice("advice").build();
  }
}
