package io.scorestream.evaluator.forecast;

import static java.util.Objects.requireNonNull;

import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastScope;
import io.scorestream.events.ForecastStatus;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * From the forecasts of all timesteps to the run's: that of the timestep that needs the most, which
 * is what sampling waits for, and that of the middle one. Holds a few numbers of each timestep, so
 * that one more costs O(N log N) and no look at the others' forecasts. Used by one thread at a
 * time.
 */
final class RunForecast {

  /** In the order of what is needed; of losses the one that has the most left to fall is last. */
  private static final Comparator<Need> NEED =
      Comparator.<Need>comparingInt(need -> rank(need.status()))
          .thenComparingDouble(Need::within)
          .thenComparingInt(Need::timestep);

  private final Map<Integer, Need> needs = new HashMap<>();

  /**
   * What a timestep needs.
   *
   * @param within order among those of one status
   */
  private record Need(int timestep, ForecastStatus status, double within) {}

  /** Takes a timestep's forecast, in place of the one before. */
  void add(Forecast forecast) {
    int timestep = requireNonNull(forecast.getTimestep());
    needs.put(timestep, new Need(timestep, forecast.getStatus(), within(forecast)));
  }

  /** How many timesteps have a forecast. */
  int timesteps() {
    return needs.size();
  }

  /**
   * The run's forecasts; one alone, of the timestep that has the fewest, where milestones are too
   * few.
   *
   * @param forecasts of timesteps that were added, of which two are asked for
   */
  List<Forecast> of(IntFunction<Forecast> forecasts) {
    List<Need> ordered = needs.values().stream().sorted(NEED).toList();
    Forecast worst = forecasts.apply(ordered.get(ordered.size() - 1).timestep());
    String which =
        worst.getStatus() == ForecastStatus.NO_TARGET
            ? "at the timestep with the most to come"
            : "at the worst timestep";
    Forecast of = by(worst, ForecastScope.WORST_TIMESTEP, which);
    if (worst.getStatus() == ForecastStatus.TOO_FEW_MILESTONES) {
      return List.of(Forecast.newBuilder(of).setAdvice(worst.getAdvice()).build());
    }
    Forecast middle = forecasts.apply(ordered.get((ordered.size() - 1) / 2).timestep());
    return List.of(of, by(middle, ForecastScope.MEDIAN_TIMESTEP, "at the middle timestep"));
  }

  private Forecast by(Forecast timestep, ForecastScope scope, String where) {
    return Forecast.newBuilder(timestep)
        .setScope(scope)
        .setTimestep(null)
        .setOfTimestep(timestep.getTimestep())
        .setTimestepsReached(count(ForecastStatus.REACHED))
        .setTimestepsUnreachable(count(ForecastStatus.UNREACHABLE))
        .setAdvice(
            "%s, k = %s of %s: %s"
                .formatted(where, timestep.getTimestep(), needs.size(), timestep.getAdvice()))
        .build();
  }

  private int count(ForecastStatus status) {
    return (int) needs.values().stream().filter(need -> need.status() == status).count();
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
      case NEEDED -> orZero(forecast.getNeeded());
      case NO_TARGET -> orZero(forecast.getFall());
      case REACHED, BEYOND_REACH, UNREACHABLE -> orZero(forecast.getExpected());
      case UNKNOWN, TOO_FEW_MILESTONES -> -forecast.getMilestones();
    };
  }

  private static double orZero(@Nullable Double number) {
    return number == null ? 0 : number;
  }
}
