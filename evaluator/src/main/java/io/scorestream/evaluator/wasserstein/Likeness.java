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

  private static final double CHANCE = 0.5;

  /**
   * How such a number and its floor are called, and whether one half is chance: then it tells above
   * the band of the floor only, and otherwise on both sides of it.
   */
  enum Kind {
    /** Generations where the data is. */
    PRECISION(MetricName.PRECISION, MetricName.PRECISION_FLOOR, false),
    /** Data where generations are. */
    RECALL(MetricName.RECALL, MetricName.RECALL_FLOOR, false),
    /** Generations where the data is dense. */
    DENSITY(MetricName.DENSITY, MetricName.DENSITY_FLOOR, false),
    /** Neighbourhoods of the data with generations. */
    COVERAGE(MetricName.COVERAGE, MetricName.COVERAGE_FLOOR, false),
    /** Generations closer to training samples than to held-out ones. */
    DCR_SHARE(MetricName.DCR_SHARE, MetricName.DCR_SHARE_FLOOR, true),
    /** Points that a classifier tells right. */
    CLASSIFIER_ACCURACY(MetricName.CLASSIFIER_ACCURACY, MetricName.CLASSIFIER_ACCURACY_FLOOR, true);

    private final MetricName value;
    private final MetricName floor;
    private final boolean hasChance;

    Kind(MetricName value, MetricName floor, boolean hasChance) {
      this.value = value;
      this.floor = floor;
      this.hasChance = hasChance;
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

  /**
   * Of few pairs a band may come out too narrow, and a share's interval is about one of two sets:
   * it takes both to tell a share from chance.
   */
  private Verdict verdict() {
    boolean isTold =
        kind.hasChance
            ? !floor.covers(found.value()) && found.low() > CHANCE
            : !floor.holds(found.value());
    return isTold ? Verdict.DISTINGUISHABLE : Verdict.INDISTINGUISHABLE;
  }
}
