package io.scorestream.evaluator.wasserstein;

import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.events.Verdict;
import io.scorestream.topics.MetricName;
import io.scorestream.transport.Estimate;
import io.scorestream.transport.NoiseFloor;
import java.util.List;

/**
 * A number that says how alike generations and real samples are, and no distance, beside what it is
 * of real samples in the place of generations.
 *
 * @param kind of number
 * @param found of the generations
 * @param floor of real samples
 */
record Likeness(Kind kind, Estimate found, NoiseFloor floor) {

  /**
   * How such a number and its floor are called, and on which sides of the floor's band it tells.
   */
  enum Kind {
    /** Generations where the data is. */
    PRECISION(MetricName.PRECISION, MetricName.PRECISION_FLOOR, true),
    /** Data where generations are. */
    RECALL(MetricName.RECALL, MetricName.RECALL_FLOOR, true),
    /** Generations where the data is dense. */
    DENSITY(MetricName.DENSITY, MetricName.DENSITY_FLOOR, true),
    /** Neighbourhoods of the data with generations. */
    COVERAGE(MetricName.COVERAGE, MetricName.COVERAGE_FLOOR, true),
    /** Generations closer to training samples than to held-out ones. */
    DCR_SHARE(MetricName.DCR_SHARE, MetricName.DCR_SHARE_FLOOR, false),
    /** Points that a classifier tells right. */
    CLASSIFIER_ACCURACY(
        MetricName.CLASSIFIER_ACCURACY, MetricName.CLASSIFIER_ACCURACY_FLOOR, false);

    private final MetricName value;
    private final MetricName floor;
    private final boolean tellsBelow;

    Kind(MetricName value, MetricName floor, boolean tellsBelow) {
      this.value = value;
      this.floor = floor;
      this.tellsBelow = tellsBelow;
    }
  }

  /** The number with its interval and verdict, and its floor. */
  List<Metric> metrics(MetricScope scope) {
    int n = floor.n();
    Metric value =
        scope.interval(kind.value, found.value(), found.low(), found.high(), n, Evidence.EMPIRICAL);
    return List.of(
        Metric.newBuilder(value).setVerdict(verdict()).build(),
        scope.interval(kind.floor, floor.mean(), floor.low(), floor.high(), n, Evidence.EMPIRICAL));
  }

  private Verdict verdict() {
    boolean isInside = kind.tellsBelow ? floor.holds(found.value()) : floor.covers(found.value());
    return isInside ? Verdict.INDISTINGUISHABLE : Verdict.DISTINGUISHABLE;
  }
}
