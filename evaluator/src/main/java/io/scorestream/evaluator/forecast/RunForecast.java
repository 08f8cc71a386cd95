package io.scorestream.evaluator.forecast;

import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastScope;
import io.scorestream.events.ForecastStatus;
import java.util.Comparator;
import java.util.List;

/**
 * From the forecasts of all timesteps to the run's: that of the timestep that needs the most, which
 * is what sampling waits for, and that of the middle one. Pure.
 */
final class RunForecast {

  /** In the order of what is needed; of losses the one that has the most left to fall is last. */
  private static final Comparator<Forecast> NEED =
      Comparator.<Forecast>comparingInt(forecast -> rank(forecast.getStatus()))
          .thenComparingDouble(RunForecast::within)
          .thenComparingInt(Forecast::getTimestep);

  private RunForecast() {}

  /**
   * The run's forecasts; one alone, of the timestep that has the fewest, where milestones are too
   * few.
   *
   * @param timesteps one forecast of each timestep, of one metric, level and milestone
   */
  static List<Forecast> of(List<Forecast> timesteps) {
    List<Forecast> ordered = timesteps.stream().sorted(NEED).toList();
    Forecast worst = ordered.get(ordered.size() - 1);
    String which =
        worst.getStatus() == ForecastStatus.NO_TARGET
            ? "at the timestep with the most to come"
            : "at the worst timestep";
    Forecast of = by(worst, ForecastScope.WORST_TIMESTEP, which, timesteps);
    if (worst.getStatus() == ForecastStatus.TOO_FEW_MILESTONES) {
      return List.of(Forecast.newBuilder(of).setAdvice(worst.getAdvice()).build());
    }
    Forecast middle = ordered.get((ordered.size() - 1) / 2);
    return List.of(
        of, by(middle, ForecastScope.MEDIAN_TIMESTEP, "at the middle timestep", timesteps));
  }

  private static Forecast by(
      Forecast timestep, ForecastScope scope, String where, List<Forecast> timesteps) {
    return Forecast.newBuilder(timestep)
        .setScope(scope)
        .setTimestep(null)
        .setOfTimestep(timestep.getTimestep())
        .setTimestepsReached(count(timesteps, ForecastStatus.REACHED))
        .setTimestepsUnreachable(count(timesteps, ForecastStatus.UNREACHABLE))
        .setAdvice(
            "%s, k = %d of %d: %s"
                .formatted(where, timestep.getTimestep(), timesteps.size(), timestep.getAdvice()))
        .build();
  }

  private static int count(List<Forecast> timesteps, ForecastStatus status) {
    return (int) timesteps.stream().filter(forecast -> forecast.getStatus() == status).count();
  }

  private static int rank(ForecastStatus status) {
    return switch (status) {
      case UNKNOWN, NO_TARGET, REACHED -> 0;
      case NEEDED -> 1;
      case BEYOND_REACH -> 2;
      case UNREACHABLE -> 3;
      case TOO_FEW_MILESTONES -> 4;
    };
  }

  /** Order among equals. */
  private static double within(Forecast forecast) {
    return switch (forecast.getStatus()) {
      case NEEDED -> forecast.getNeeded();
      case NO_TARGET -> forecast.getFall();
      case REACHED, BEYOND_REACH, UNREACHABLE ->
          forecast.getExpected() == null ? 0 : forecast.getExpected();
      case UNKNOWN, TOO_FEW_MILESTONES -> -forecast.getMilestones();
    };
  }
}
