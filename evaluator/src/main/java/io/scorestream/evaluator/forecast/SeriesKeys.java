package io.scorestream.evaluator.forecast;

import io.scorestream.evaluator.stream.StoreKeys;
import io.scorestream.evaluator.work.ForecastWork;
import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastScope;
import io.scorestream.events.Metric;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keys of the stores, in whose order a series lies together and by its milestones. After the run
 * and its incarnation come {@code metric/delta/timestep/milestone} of a metric, {@code
 * metric/delta/milestone/timestep} of a forecast. Pure functions.
 */
final class SeriesKeys {

  private static final String NONE = "-";

  private SeriesKeys() {}

  /** What the keys of a series begin with that is of the same as a metric. */
  static String series(Metric of, String name) {
    return series(of.getRun(), of.getIncarnation(), name, of.getDelta(), of.getTimestep());
  }

  /** What the keys of a series begin with that a forecast is made from. */
  static String series(ForecastWork of, String name) {
    return series(of.run(), of.incarnation(), name, of.delta(), of.timestep());
  }

  private static String series(
      String run,
      int incarnation,
      String metric,
      @Nullable Double delta,
      @Nullable Integer timestep) {
    return "%s%s/%s/%s/"
        .formatted(StoreKeys.incarnation(run, incarnation), metric, text(delta), text(timestep));
  }

  /** Key of a metric. */
  static String metric(Metric metric) {
    return series(metric, metric.getMetric())
        + milestone(metric.getMilestone())
        + (metric.getColumn() == null ? "" : "/" + metric.getColumn());
  }

  /** What the keys of a milestone's forecasts of single timesteps begin with. */
  static String timesteps(Forecast forecast) {
    return level(forecast) + milestone(forecast.getMilestone()) + "/" + ForecastScope.TIMESTEP;
  }

  /** Key of a timestep's forecast beside that of another one, of the same milestone and level. */
  static String timestep(Forecast beside, int timestep) {
    return timesteps(beside) + "/" + timestep;
  }

  /** What the keys of a level's forecasts begin with. */
  private static String level(Forecast forecast) {
    return "%s%s/%s/"
        .formatted(
            StoreKeys.incarnation(forecast.getRun(), forecast.getIncarnation()),
            forecast.getMetric(),
            text(forecast.getDelta()));
  }

  /** Key of a forecast. */
  static String forecast(Forecast forecast) {
    return "%s%s/%s/%s"
        .formatted(
            level(forecast),
            milestone(forecast.getMilestone()),
            forecast.getScope(),
            text(forecast.getTimestep()));
  }

  /** Padded, so that text is ordered as numbers are. */
  static String milestone(long m) {
    return String.format(Locale.ROOT, "%019d", m);
  }

  private static String text(@Nullable Object part) {
    return part == null ? NONE : part.toString();
  }
}
