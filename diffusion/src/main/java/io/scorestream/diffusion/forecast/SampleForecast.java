package io.scorestream.diffusion.forecast;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How many samples a target error needs. No number lies beyond {@value #TENFOLD} times the newest
 * m: that far, other curves fit as well.
 */
public sealed interface SampleForecast {

  /** How far a forecast goes, in units of the newest m. */
  double TENFOLD = 10;

  /**
   * Too few errors to tell a curve from its deviations.
   *
   * @param have milestones with an error above 0
   * @param need at least so many
   */
  record TooFewMilestones(int have, int need) implements SampleForecast {}

  /**
   * The newest error is below the target, its whole interval with it.
   *
   * @param since the least milestone from which on that is so
   */
  record Reached(long since) implements SampleForecast {}

  /**
   * The error of this stream's models will be at most the target at about m.
   *
   * @param m at which that is as likely as not
   * @param low at which it becomes possible, by the confidence of the forecast
   * @param high at which it is nearly sure; empty where that is beyond the reach of a forecast
   */
  record Needed(double m, double low, OptionalDouble high) implements SampleForecast {}

  /**
   * As likely as not, the target is not reached within a forecast's reach.
   *
   * @param limit the m up to which the forecast goes
   * @param low at which reaching it becomes possible, where that is within the limit
   * @param chanceUnreachable probability that the floor is above the target
   */
  record BeyondReach(double limit, OptionalDouble low, double chanceUnreachable)
      implements SampleForecast {}

  /**
   * The error levels off above the target: more data alone will not do.
   *
   * @param chance probability that the floor is above the target, at least the confidence
   */
  record Unreachable(double chance) implements SampleForecast {}

  /**
   * The forecast.
   *
   * @param errors of one timestep, increasing in m, at least one
   * @param epsilon the target, above 0
   * @param confidence of the errors' intervals and of the forecast
   */
  static SampleForecast of(List<MilestoneError> errors, double epsilon, double confidence) {
    return of(errors, ErrorTrend.ifEnough(errors, confidence), epsilon);
  }

  /**
   * The forecast by a trend that is fitted already.
   *
   * @param trend of these very errors; empty where they are too few
   */
  static SampleForecast of(
      List<MilestoneError> errors, Optional<ErrorTrend> trend, double epsilon) {
    if (errors.get(errors.size() - 1).high() <= epsilon) {
      return new Reached(SampleForecasts.since(errors, epsilon));
    }
    return trend
        .map(fitted -> SampleForecasts.of(fitted, epsilon))
        .orElseGet(() -> new TooFewMilestones(ErrorTrend.usable(errors).size(), ErrorTrend.FEWEST));
  }
}
