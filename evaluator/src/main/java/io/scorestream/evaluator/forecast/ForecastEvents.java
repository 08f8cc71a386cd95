package io.scorestream.evaluator.forecast;

import io.scorestream.diffusion.forecast.Interval;
import io.scorestream.events.Forecast;
import io.scorestream.events.Metric;

/** What the events of all forecasts have in common. */
final class ForecastEvents {

  private ForecastEvents() {}

  /**
   * An event of one timestep, begun.
   *
   * @param newest metric of the series that is forecast
   */
  static Forecast.Builder of(Metric newest, double confidence) {
    return Forecast.newBuilder()
        .setRun(newest.getRun())
        .setIncarnation(newest.getIncarnation())
        .setMilestone(newest.getMilestone())
        .setTimestep(newest.getTimestep())
        .setTime(newest.getTime())
        .setMetric(newest.getMetric())
        .setDelta(newest.getDelta())
        .setConfidence(confidence);
  }

  /** Puts a fitted curve into an event. */
  static void curve(Forecast.Builder event, Interval floor, double amplitude, Interval exponent) {
    event
        .setFloor(floor.value())
        .setFloorLow(floor.low())
        .setFloorHigh(floor.high())
        .setAmplitude(amplitude)
        .setExponent(exponent.value())
        .setExponentLow(exponent.low())
        .setExponentHigh(exponent.high());
  }
}
