package io.scorestream.evaluator.wasserstein;

import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.rows.Rows;
import io.scorestream.topics.MetricName;
import io.scorestream.transport.Estimate;
import io.scorestream.transport.Measured;
import io.scorestream.transport.neighbours.IntrinsicDimension;
import java.util.List;

/**
 * In how many dimensions the data spreads, and by which power of m a distance W1 falls where
 * networks do no better than to keep m samples: {@code m^(−1/d)}, and {@code m^(−1/2)} in two
 * dimensions or less (Weed, Bach, 2019). A property of reference samples: generations have no part
 * in it.
 *
 * @param axes the participation ratio of principal variances
 * @param neighbours the dimension at the scale of nearest neighbours
 * @param n points that both are of
 */
record DataDimension(Measured<Double> axes, Measured<Estimate> neighbours, int n) {

  private static final int MOST_POINTS = 1_000;
  private static final int FEWEST_POINTS = 20;

  /** From here on covariances take seconds, and no number of points tells one dimension. */
  private static final int MOST_COORDINATES = 1_024;

  /** Below it, the rate is that of a mean. */
  private static final double LEAST = 2;

  /** That of a reference, whose numbers are finite. */
  static DataDimension of(Reference reference, int coordinates) {
    int n = Math.min(MOST_POINTS, reference.most());
    if (coordinates > MOST_COORDINATES) {
      return leftOut("of more than %s coordinates it is not worked out", MOST_COORDINATES, n);
    }
    if (n < FEWEST_POINTS) {
      return leftOut("of fewer than %s points it says nothing", FEWEST_POINTS, n);
    }
    Rows points = reference.points(n);
    return new DataDimension(
        IntrinsicDimension.byPrincipalAxes(points), IntrinsicDimension.byNeighbours(points), n);
  }

  private static DataDimension leftOut(String reason, int limit, int n) {
    String said = reason.formatted(limit);
    return new DataDimension(Measured.leftOut(said), Measured.leftOut(said), n);
  }

  /** Both dimensions and the slope of W1, or why there is none. */
  List<Metric> metrics(MetricScope scope) {
    Measured<List<Metric>> found =
        axes.flatMap(ratio -> neighbours.map(dimension -> metrics(scope, ratio, dimension)));
    return found instanceof Measured.LeftOut<List<Metric>> left
        ? List.of(scope.leftOut(MetricName.INTRINSIC_DIMENSION, left.reason(), n))
        : found.orThrow();
  }

  private List<Metric> metrics(MetricScope scope, double ratio, Estimate dimension) {
    return List.of(
        scope.number(MetricName.PARTICIPATION_RATIO, ratio, n, Evidence.EMPIRICAL),
        scope.interval(
            MetricName.INTRINSIC_DIMENSION,
            dimension.value(),
            dimension.low(),
            dimension.high(),
            n,
            Evidence.EMPIRICAL),
        scope.interval(
            MetricName.W1_SLOPE_SHAPE,
            slope(dimension.value()),
            slope(dimension.low()),
            slope(dimension.high()),
            n,
            Evidence.SHAPE));
  }

  private static double slope(double dimension) {
    return -1 / Math.max(LEAST, dimension);
  }
}
