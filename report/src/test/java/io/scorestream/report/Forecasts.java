package io.scorestream.report;

import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastScope;
import io.scorestream.events.ForecastStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Forecasts of the run of {@link Fixtures}, two timesteps of which the second has enough. */
final class Forecasts {

  private Forecasts() {}

  static Forecast needed(long milestone, double m, @Nullable Double high) {
    return timestep(milestone, 1)
        .setStatus(ForecastStatus.NEEDED)
        .setNeeded(m)
        .setNeededLow(0.5 * m)
        .setNeededHigh(high)
        .setAdvice("more data")
        .build();
  }

  static Forecast reached(long milestone) {
    return timestep(milestone, 2)
        .setStatus(ForecastStatus.REACHED)
        .setNeeded(512.0)
        .setAdvice("holds")
        .build();
  }

  static Forecast.Builder timestep(long milestone, int timestep) {
    return Forecast.newBuilder()
        .setRun(Fixtures.RUN)
        .setMilestone(milestone)
        .setTimestep(timestep)
        .setDelta(0.05)
        .setHorizon(10.0 * milestone);
  }

  static Forecast whole(Forecast of, ForecastScope scope, String advice) {
    return Forecast.newBuilder(of)
        .setScope(scope)
        .setOfTimestep(of.getTimestep())
        .setTimestep(null)
        .setTimestepsReached(1)
        .setTimestepsUnreachable(0)
        .setAdvice(advice)
        .build();
  }

  /** Of a milestone. */
  static List<Forecast> milestone(long milestone) {
    Forecast needed = needed(milestone, 8.0 * milestone, null);
    Forecast reached = reached(milestone);
    return List.of(
        needed,
        reached,
        whole(needed, ForecastScope.WORST_TIMESTEP, "worst of " + milestone),
        whole(reached, ForecastScope.MEDIAN_TIMESTEP, "middle of " + milestone));
  }
}
