package io.scorestream.evaluator.wasserstein;

import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.transport.Distance;
import io.scorestream.transport.Measured;
import io.scorestream.transport.NoiseFloor;
import java.util.ArrayList;
import java.util.List;

/**
 * A distance from the data and the distance that a perfect generator would have, both between sets
 * of the floor's {@code n} points.
 *
 * @param kind of distance
 * @param found between generations and reference
 * @param floor of reference sets among themselves
 */
record Measurement(DistanceKind kind, Found found, NoiseFloor floor) {

  /** A distance and its floor; left out where three digits of neither it nor the floor are sure. */
  static Measured<Measurement> of(DistanceKind kind, Found found, NoiseFloor floor) {
    return found.distance.sureBeside(floor.mean()).map(sure -> new Measurement(kind, found, floor));
  }

  /**
   * A distance of two samples.
   *
   * @param distance with what arithmetic may have moved it by
   * @param low the lower end of its interval over random directions; the value itself where the
   *     distance has none
   * @param high the upper end
   * @param more metrics that belong to it
   */
  record Found(Distance distance, double low, double high, List<Metric> more) {

    /** A distance that the samples alone determine. */
    static Found of(Distance distance) {
      return new Found(distance, distance.value(), distance.value(), List.of());
    }

    /** The distance, at least 0. */
    double value() {
      return distance.value();
    }

    private boolean hasInterval() {
      return low < high;
    }
  }

  /**
   * Distance with its verdict, floor, ratio and excess. Ratio and excess are left out where the
   * floor is 0, which only data without any spread has.
   */
  List<Metric> metrics(MetricScope scope) {
    BesideFloor beside = new BesideFloor(scope, floor);
    List<Metric> metrics = new ArrayList<>();
    metrics.add(beside.judged(value(scope)));
    metrics.add(beside.band(kind.floor()));
    if (floor.mean() > 0) {
      metrics.add(ratio(scope));
      metrics.add(
          scope.number(kind.excess(), floor.excess(found.value()), floor.n(), Evidence.PROXY));
    }
    metrics.addAll(found.more());
    return metrics;
  }

  private Metric value(MetricScope scope) {
    return found.hasInterval()
        ? scope.interval(
            kind.value(), found.value(), found.low(), found.high(), floor.n(), Evidence.EMPIRICAL)
        : scope.number(kind.value(), found.value(), floor.n(), Evidence.EMPIRICAL);
  }

  private Metric ratio(MetricScope scope) {
    double ratio = floor.ratio(found.value());
    return found.hasInterval()
        ? scope.interval(
            kind.ratio(),
            ratio,
            floor.ratio(found.low()),
            floor.ratio(found.high()),
            floor.n(),
            Evidence.EMPIRICAL)
        : scope.number(kind.ratio(), ratio, floor.n(), Evidence.EMPIRICAL);
  }
}
