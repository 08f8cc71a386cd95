package io.scorestream.dashboard.board;

import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastScope;
import io.scorestream.run.Headline;
import org.jspecify.annotations.Nullable;

/**
 * What a forecast of a run is of.
 *
 * @param metric name of what is forecast
 * @param delta its level; {@code null} where it has none
 * @param scope a timestep's or the run's
 * @param timestep k; {@code null} where it is the run's
 */
public record ForecastKey(
    String metric, @Nullable Double delta, ForecastScope scope, @Nullable Integer timestep) {

  static ForecastKey of(Forecast forecast) {
    return new ForecastKey(
        forecast.getMetric(), forecast.getDelta(), forecast.getScope(), forecast.getTimestep());
  }

  /** Of the run's headline error, by the timestep that needs the most samples. */
  static ForecastKey whole(Headline headline) {
    return new ForecastKey(
        headline.metric().text(), headline.delta(), ForecastScope.WORST_TIMESTEP, null);
  }
}
