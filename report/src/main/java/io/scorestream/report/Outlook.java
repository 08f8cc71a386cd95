package io.scorestream.report;

import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastScope;
import io.scorestream.events.ForecastStatus;
import io.scorestream.run.Headline;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the newest forecasts of a run's headline error say.
 *
 * @param whole of the run: by the worst timestep, and by the middle one; empty where there is none
 * @param timesteps the newest of each timestep, by k
 */
public record Outlook(List<Forecast> whole, Map<Integer, Forecast> timesteps) {

  /** Where a forecast lacks a number that its status promises. */
  private static final String UNKNOWN = "?";

  private static final Comparator<Forecast> AGE = Comparator.comparingLong(Forecast::getMilestone);

  /** Picks them out of all forecasts, in any order; of two of one milestone the later counts. */
  static Outlook of(List<Forecast> forecasts, Headline headline) {
    List<Forecast> own = forecasts.stream().filter(headline::isForecastBy).sorted(AGE).toList();
    Map<Integer, Forecast> timesteps = new TreeMap<>();
    Map<ForecastScope, Forecast> whole = new TreeMap<>();
    long newest =
        own.stream()
            .filter(forecast -> forecast.getScope() != ForecastScope.TIMESTEP)
            .mapToLong(Forecast::getMilestone)
            .max()
            .orElse(0);
    for (Forecast forecast : own) {
      if (forecast.getScope() == ForecastScope.TIMESTEP) {
        timesteps.put(forecast.getTimestep(), forecast);
      } else if (forecast.getMilestone() == newest) {
        whole.put(forecast.getScope(), forecast);
      }
    }
    return new Outlook(List.copyOf(whole.values()), timesteps);
  }

  /** For people, a sentence each; empty where nothing was forecast. */
  public List<String> sentences() {
    return whole.stream().map(Forecast::getAdvice).toList();
  }

  /** How many samples a timestep needs, in a few words; empty where nothing was forecast. */
  String needs(int timestep) {
    Optional<Forecast> forecast = Optional.ofNullable(timesteps.get(timestep));
    return forecast.map(Outlook::needs).orElse("");
  }

  private static String needs(Forecast forecast) {
    return switch (forecast.getStatus()) {
      case REACHED -> "reached at " + size(forecast.getNeeded());
      case NEEDED -> needed(forecast);
      case BEYOND_REACH -> "past " + size(forecast.getHorizon());
      case UNREACHABLE -> "unreachable";
      case UNKNOWN, TOO_FEW_MILESTONES, NO_TARGET -> "";
    };
  }

  private static String needed(Forecast forecast) {
    String high =
        forecast.getNeededHigh() == null
            ? "past " + size(forecast.getHorizon())
            : samples(forecast.getNeededHigh());
    return "%s [%s, %s]"
        .formatted(samples(forecast.getNeeded()), samples(forecast.getNeededLow()), high);
  }

  /** A size that is known, and not forecast. */
  private static String size(@Nullable Double m) {
    return m == null ? UNKNOWN : NumberText.count(Math.round(m));
  }

  private static String samples(@Nullable Double m) {
    return m == null ? UNKNOWN : NumberText.samples(m);
  }

  /** Whether there is a target that timesteps may reach. */
  boolean hasTarget() {
    return timesteps.values().stream()
        .anyMatch(forecast -> forecast.getStatus() != ForecastStatus.NO_TARGET);
  }
}
