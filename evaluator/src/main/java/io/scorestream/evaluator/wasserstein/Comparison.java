package io.scorestream.evaluator.wasserstein;

import io.scorestream.diffusion.wasserstein.NoiseFloor;
import io.scorestream.diffusion.wasserstein.SlicedWasserstein.Estimate;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.topics.MetricName;
import java.util.ArrayList;
import java.util.List;

/**
 * A distance from the data and the distance that a perfect generator would have, both between sets
 * of the floor's {@code n} points.
 *
 * @param distance of the generations, with its interval over directions
 * @param floor of reference sets among themselves
 */
record Comparison(Estimate distance, NoiseFloor floor) {

  /**
   * Distance, floor and ratio. The ratio's interval is the distance's; it is left out where the
   * floor is 0, which only data without any spread has.
   */
  List<Metric> metrics(MetricScope scope) {
    List<Metric> metrics = new ArrayList<>();
    metrics.add(
        metric(scope, MetricName.SLICED_W2, distance.value(), distance.low(), distance.high()));
    metrics.add(metric(scope, MetricName.SLICED_W2_FLOOR, floor.mean(), floor.low(), floor.high()));
    if (floor.mean() > 0) {
      metrics.add(
          metric(
              scope,
              MetricName.SLICED_W2_RATIO,
              floor.ratio(distance.value()),
              floor.ratio(distance.low()),
              floor.ratio(distance.high())));
    }
    return metrics;
  }

  private Metric metric(MetricScope scope, MetricName name, double value, double low, double high) {
    return scope.interval(name, value, low, high, floor.n(), Evidence.EMPIRICAL);
  }
}
