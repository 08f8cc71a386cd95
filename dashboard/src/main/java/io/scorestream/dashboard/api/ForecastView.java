package io.scorestream.dashboard.api;

import io.scorestream.dashboard.board.ForecastKey;
import io.scorestream.events.Forecast;
import io.scorestream.service.http.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A forecast as JSON: error against m, fitted as c + A m^-b, and the samples that a target needs.
 * The description says what each field is.
 */
public record ForecastView(
    long milestone,
    String scope,
    @Nullable Integer timestep,
    @Nullable Double time,
    String metric,
    @Nullable Double epsilon,
    @Nullable Double delta,
    String status,
    int milestones,
    double confidence,
    @Nullable Double needed,
    @Nullable Double neededLow,
    @Nullable Double neededHigh,
    @Nullable Double chanceUnreachable,
    @Nullable Between floor,
    @Nullable Double amplitude,
    @Nullable Between exponent,
    @Nullable Double horizon,
    @Nullable Between expected,
    @Nullable Between fall,
    @Nullable Integer timestepsReached,
    @Nullable Integer timestepsUnreachable,
    @Nullable Between optimisation,
    @Nullable Between statistical,
    @Nullable Between approximation,
    String dominant,
    String advice) {

  /** That of an event. */
  public static ForecastView of(Forecast event) {
    return new ForecastView(
        event.getMilestone(),
        Json.name(event.getScope()),
        event.getTimestep() == null ? event.getOfTimestep() : event.getTimestep(),
        event.getTime(),
        event.getMetric(),
        event.getEpsilon(),
        event.getDelta(),
        Json.name(event.getStatus()),
        event.getMilestones(),
        event.getConfidence(),
        event.getNeeded(),
        event.getNeededLow(),
        event.getNeededHigh(),
        event.getChanceUnreachable(),
        Between.of(event.getFloor(), event.getFloorLow(), event.getFloorHigh()),
        event.getAmplitude(),
        Between.of(event.getExponent(), event.getExponentLow(), event.getExponentHigh()),
        event.getHorizon(),
        Between.of(event.getExpected(), event.getExpectedLow(), event.getExpectedHigh()),
        Between.of(event.getFall(), event.getFallLow(), event.getFallHigh()),
        event.getTimestepsReached(),
        event.getTimestepsUnreachable(),
        Between.of(
            event.getOptimisation(), event.getOptimisationLow(), event.getOptimisationHigh()),
        Between.of(event.getStatistical(), event.getStatisticalLow(), event.getStatisticalHigh()),
        Between.of(
            event.getApproximation(), event.getApproximationLow(), event.getApproximationHigh()),
        Json.name(event.getDominant()),
        event.getAdvice());
  }

  /** All of them, those of the run before those of timesteps. */
  static List<ForecastView> of(Map<ForecastKey, Forecast> forecasts) {
    return forecasts.values().stream()
        .sorted(
            Comparator.comparing(Forecast::getScope, Comparator.reverseOrder())
                .thenComparing(Forecast::getDelta, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(
                    Forecast::getTimestep, Comparator.nullsFirst(Comparator.naturalOrder())))
        .map(ForecastView::of)
        .toList();
  }

  /**
   * An estimate between its ends.
   *
   * @param value the median
   * @param low lower end
   * @param high upper end
   */
  public record Between(double value, double low, double high) {

    /** {@code null} where there is no value, or no interval. */
    public static @Nullable Between of(
        @Nullable Double value, @Nullable Double low, @Nullable Double high) {
      return value == null || low == null || high == null ? null : new Between(value, low, high);
    }
  }
}
