package io.scorestream.dashboard.board;

import io.scorestream.events.DriftState;
import io.scorestream.events.Forecast;
import io.scorestream.run.Headline;
import io.scorestream.run.RunState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What there is to see of a run at one moment. Immutable.
 *
 * @param version of the board when the run last changed
 * @param state what it is to do
 * @param series by what they are of
 * @param forecasts the newest of each kind
 * @param drift the watch over its samples, a state for each shard
 * @param curve its headline error over timesteps
 */
public record RunSnapshot(
    long version,
    RunState state,
    Map<SeriesKey, Series> series,
    Map<ForecastKey, Forecast> forecasts,
    List<DriftState> drift,
    HeadlineCurve curve) {

  /** Keeps its own copies. */
  public RunSnapshot {
    series = Map.copyOf(series);
    forecasts = Map.copyOf(forecasts);
    drift = List.copyOf(drift);
  }

  /** Its id. */
  public String id() {
    return state.run().id();
  }

  /** The error by which it is shown. */
  public Headline headline() {
    return Headline.of(state.run().spec());
  }

  /** What the newest forecast of its headline error says; empty where there is none. */
  public Optional<String> advice() {
    return Optional.ofNullable(forecasts.get(ForecastKey.whole(headline())))
        .map(Forecast::getAdvice);
  }
}
