package io.scorestream.evaluator.forecast;

import io.scorestream.diffusion.forecast.ErrorParts;
import io.scorestream.diffusion.forecast.ErrorTrend;
import io.scorestream.diffusion.forecast.Interval;
import io.scorestream.diffusion.forecast.MilestoneError;
import io.scorestream.diffusion.forecast.SampleForecast;
import io.scorestream.diffusion.forecast.SampleForecast.BeyondReach;
import io.scorestream.diffusion.forecast.SampleForecast.Needed;
import io.scorestream.diffusion.forecast.SampleForecast.Reached;
import io.scorestream.diffusion.forecast.SampleForecast.TooFewMilestones;
import io.scorestream.diffusion.forecast.SampleForecast.Unreachable;
import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastStatus;
import io.scorestream.events.Metric;
import io.scorestream.run.Run;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** From the robust errors of one timestep, at one level, to their forecast. Pure. */
final class RobustForecast {

  private RobustForecast() {}

  /**
   * The forecast.
   *
   * @param errors increasing in milestone, at least one
   * @param parts of the newest squared error
   */
  static Forecast of(Run run, List<Metric> errors, ErrorParts parts) {
    Metric newest = errors.get(errors.size() - 1);
    double epsilon = run.spec().getEvaluation().getTargetEpsilon();
    double confidence = run.spec().getEvaluation().getConfidence();
    List<MilestoneError> measured = errors.stream().map(RobustForecast::measured).toList();
    Optional<ErrorTrend> trend = ErrorTrend.ifEnough(measured, confidence);
    SampleForecast forecast = SampleForecast.of(measured, trend, epsilon);
    Advice advice =
        new Advice(
            "σ_t·D^%s ≤ %s".formatted(newest.getDelta(), AdviceNumbers.number(epsilon)),
            newest.getMilestone(),
            Passes.of(run.spec().getOptimiser(), newest.getMilestone()),
            parts);
    Forecast.Builder event =
        ForecastEvents.of(newest, confidence)
            .setEpsilon(epsilon)
            .setMilestones(trend.map(ErrorTrend::milestones).orElse(measured.size()))
            .setAdvice(advice.of(forecast, trend));
    trend.ifPresent(fitted -> describe(event, fitted, epsilon));
    outcome(event, forecast);
    MeasuredParts.describe(event, parts);
    return event.build();
  }

  private static MilestoneError measured(Metric error) {
    return new MilestoneError(
        error.getMilestone(),
        error.getValue(),
        error.getLow() == null ? 0 : error.getLow(),
        error.getHigh() == null ? Double.POSITIVE_INFINITY : error.getHigh());
  }

  private static void describe(Forecast.Builder event, ErrorTrend trend, double epsilon) {
    double horizon = SampleForecast.TENFOLD * trend.newest();
    Interval expected = trend.errorAt(horizon);
    ForecastEvents.curve(event, trend.floor(), trend.amplitude(), trend.exponent());
    event
        .setChanceUnreachable(trend.chanceFloorAbove(epsilon))
        .setHorizon(horizon)
        .setExpected(expected.value())
        .setExpectedLow(expected.low())
        .setExpectedHigh(expected.high());
  }

  private static void outcome(Forecast.Builder event, SampleForecast forecast) {
    if (forecast instanceof TooFewMilestones) {
      event.setStatus(ForecastStatus.TOO_FEW_MILESTONES);
    } else if (forecast instanceof Reached reached) {
      event.setStatus(ForecastStatus.REACHED).setNeeded((double) reached.since());
    } else if (forecast instanceof Needed needed) {
      event
          .setStatus(ForecastStatus.NEEDED)
          .setNeeded(needed.m())
          .setNeededLow(needed.low())
          .setNeededHigh(orNull(needed.high()));
    } else if (forecast instanceof BeyondReach beyond) {
      event.setStatus(ForecastStatus.BEYOND_REACH).setNeededLow(orNull(beyond.low()));
    } else if (forecast instanceof Unreachable) {
      event.setStatus(ForecastStatus.UNREACHABLE);
    }
  }

  private static @Nullable Double orNull(OptionalDouble number) {
    return number.isPresent() ? number.getAsDouble() : null;
  }
}
