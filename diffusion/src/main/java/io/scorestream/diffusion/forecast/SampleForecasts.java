package io.scorestream.diffusion.forecast;

import io.scorestream.diffusion.forecast.SampleForecast.BeyondReach;
import io.scorestream.diffusion.forecast.SampleForecast.Needed;
import io.scorestream.diffusion.forecast.SampleForecast.Unreachable;
import java.util.Arrays;
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
    Scan scan = new Scan(trend, epsilon);
    OptionalDouble low = scan.reached(tail);
    OptionalDouble median = scan.reached(0.5);
    return median.isPresent()
        ? new Needed(median.getAsDouble(), low.getAsDouble(), scan.reached(1 - tail))
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

  /** Looks for where chances of a target cross probabilities; each size is looked at once. */
  private static final class Scan {

    private final ErrorTrend trend;
    private final double epsilon;
    private final double[] chances = new double[SCANNED + 1];

    Scan(ErrorTrend trend, double epsilon) {
      this.trend = trend;
      this.epsilon = epsilon;
      Arrays.fill(chances, Double.NaN);
    }

    /** The least m within the limit from which on the error is at most ε with probability p. */
    OptionalDouble reached(double p) {
      int above = SCANNED;
      while (above >= 0 && chance(above) >= p) {
        above--;
      }
      if (above == SCANNED) {
        return OptionalDouble.empty();
      }
      if (above < 0) {
        return OptionalDouble.of((double) trend.newest());
      }
      double low = size(above);
      double high = size(above + 1);
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

    private double chance(int i) {
      if (Double.isNaN(chances[i])) {
        chances[i] = trend.chanceAtMost(epsilon, size(i));
      }
      return chances[i];
    }

    /** The newest m, 24 sizes at equal ratios, the last of them the limit. */
    private double size(int i) {
      return trend.newest() * Math.pow(SampleForecast.TENFOLD, i / (double) SCANNED);
    }
  }
}
