package io.scorestream.evaluator.forecast;

import io.scorestream.diffusion.forecast.ErrorPart;
import io.scorestream.diffusion.forecast.ErrorPart.Known;
import io.scorestream.diffusion.forecast.ErrorPart.Unknown;
import io.scorestream.diffusion.forecast.ErrorParts;
import io.scorestream.diffusion.forecast.Interval;
import io.scorestream.events.ErrorSource;
import io.scorestream.events.Forecast;
import io.scorestream.events.Metric;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of the parts of one timestep's squared error at a milestone. Pure.
 *
 * @param whole the squared error, where the law is known
 * @param optimisation the part for want of steps, where a copy was trained further
 * @param statistical the part for want of samples, likewise
 */
record MeasuredParts(
    Optional<Metric> whole, Optional<Metric> optimisation, Optional<Metric> statistical) {

  private static final String NO_COPY = "no copy was trained further (--further-steps 0.1)";
  private static final String NO_LAW = "the law is not";

  /** Nothing was measured. */
  static MeasuredParts none() {
    return new MeasuredParts(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The parts. */
  ErrorParts parts() {
    ErrorPart steps = part(optimisation);
    ErrorPart samples = part(statistical);
    return whole
        .map(all -> ErrorParts.of(interval(all), steps, samples))
        .orElseGet(() -> ErrorParts.ofUnknown(steps, samples, NO_LAW));
  }

  private static ErrorPart part(Optional<Metric> metric) {
    return metric
        .<ErrorPart>map(measured -> new Known(interval(measured)))
        .orElseGet(() -> new Unknown(NO_COPY));
  }

  private static Interval interval(Metric metric) {
    return new Interval(
        metric.getValue(),
        metric.getLow() == null ? metric.getValue() : metric.getLow(),
        metric.getHigh() == null ? metric.getValue() : metric.getHigh());
  }

  /** Puts parts into an event. */
  static void describe(Forecast.Builder event, ErrorParts parts) {
    event
        .setOptimisation(number(parts.optimisation(), End.VALUE))
        .setOptimisationLow(number(parts.optimisation(), End.LOW))
        .setOptimisationHigh(number(parts.optimisation(), End.HIGH))
        .setStatistical(number(parts.statistical(), End.VALUE))
        .setStatisticalLow(number(parts.statistical(), End.LOW))
        .setStatisticalHigh(number(parts.statistical(), End.HIGH))
        .setApproximation(number(parts.approximation(), End.VALUE))
        .setApproximationLow(number(parts.approximation(), End.LOW))
        .setApproximationHigh(number(parts.approximation(), End.HIGH))
        .setDominant(
            parts
                .dominant()
                .map(source -> ErrorSource.valueOf(source.name()))
                .orElse(ErrorSource.NONE));
  }

  private enum End {
    VALUE,
    LOW,
    HIGH
  }

  private static @Nullable Double number(ErrorPart part, End end) {
    if (!(part instanceof Known known)) {
      return null;
    }
    return switch (end) {
      case VALUE -> known.size().value();
      case LOW -> known.size().low();
      case HIGH -> known.size().high();
    };
  }
}
