package io.scorestream.evaluator.wasserstein;

import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.events.Verdict;
import io.scorestream.topics.MetricName;
import io.scorestream.transport.NoiseFloor;
import java.util.List;

/**
 * What is said of a distance beside what it is between real samples.
 *
 * @param scope what it is of
 * @param floor of real samples
 */
record BesideFloor(MetricScope scope, NoiseFloor floor) {

  /** The distance, with its verdict. */
  Metric judged(Metric distance) {
    return Metric.newBuilder(distance)
        .setVerdict(
            floor.covers(distance.getValue()) ? Verdict.INDISTINGUISHABLE : Verdict.DISTINGUISHABLE)
        .build();
  }

  /** The floor with its band. */
  Metric band(MetricName name) {
    return scope.interval(
        name, floor.mean(), floor.low(), floor.high(), floor.n(), Evidence.EMPIRICAL);
  }

  /** How many times the floor a distance is; none where the floor is 0. */
  List<Metric> ratio(MetricName name, double distance) {
    return floor.mean() > 0
        ? List.of(scope.number(name, floor.ratio(distance), floor.n(), Evidence.EMPIRICAL))
        : List.of();
  }
}
