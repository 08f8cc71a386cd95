package io.scorestream.diffusion.forecast;

import io.scorestream.diffusion.forecast.SampleForecast.BeyondReach;
import io.scorestream.diffusion.forecast.SampleForecast.Needed;
import io.scorestream.diffusion.forecast.SampleForecast.Unreachable;
import java.util.List;
import java.util.OptionalDouble;

/** Reads forecasts off a trend, by where the quantiles of the error cross the target. Pure. */
final class SampleForecasts {

  private static final int SCANNED = 24;
  private static final int BISECTIONS = 12;

  private SampleForecasts() {}

  /** What a trend says of a target that is not reached yet. */
  static SampleForecast of(ErrorTrend trend, double epsilon) {
    double unreachable = trend.chanceFloorAbove(epsilon);
    if (unreachable >= trend.confidence()) {
      return new Unreachable(unreachable);
    }
    double tail = (1 - trend.confidence()) / 2;
    OptionalDouble low = reached(trend, epsilon, tail);
    OptionalDouble median = reached(trend, epsilon, 0.5);
    return median.isPresent()
        ? new Needed(median.getAsDouble(), low.getAsDouble(), reached(trend, epsilon, 1 - tail))
        : new BeyondReach(limit(trend), low, unreachable);
  }

  /** The least of the last milestones, all of which are below the target. */
  static long since(List<MilestoneError> errors, double epsilon) {
    int first = errors.size() - 1;
    while (first > 0 && errors.get(first - 1).high() <= epsilon) {
      first--;
    }
    return errors.get(first).m();
  }

  private static double limit(ErrorTrend trend) {
    return SampleForecast.TENFOLD * trend.newest();
  }

  /** The least m within the limit from which on the error is at most ε with probability p. */
  private static OptionalDouble reached(ErrorTrend trend, double epsilon, double p) {
    int above = SCANNED;
    while (above >= 0 && trend.chanceAtMost(epsilon, scanned(trend, above)) >= p) {
      above--;
    }
    if (above == SCANNED) {
      return OptionalDouble.empty();
    }
    if (above < 0) {
      return OptionalDouble.of((double) trend.newest());
    }
    double low = scanned(trend, above);
    double high = scanned(trend, above + 1);
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = Math.sqrt(low * high);
      if (trend.chanceAtMost(epsilon, middle) >= p) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return OptionalDouble.of(high);
  }

  /** The newest m, 24 sizes at equal ratios, the last of them the limit. */
  private static double scanned(ErrorTrend trend, int i) {
    return trend.newest() * Math.pow(SampleForecast.TENFOLD, i / (double) SCANNED);
  }
}
