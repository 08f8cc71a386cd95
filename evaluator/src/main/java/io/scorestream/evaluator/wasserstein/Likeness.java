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

  /** How such a number and its floor are called, and where it tells. */
  enum Kind {
    /** Generations where the data is. */
    PRECISION(MetricName.PRECISION, MetricName.PRECISION_FLOOR, Tells.ON_BOTH_SIDES),
    /** Data where generations are. */
    RECALL(MetricName.RECALL, MetricName.RECALL_FLOOR, Tells.ON_BOTH_SIDES),
    /** Generations where the data is dense. */
    DENSITY(MetricName.DENSITY, MetricName.DENSITY_FLOOR, Tells.ON_BOTH_SIDES),
    /** Neighbourhoods of the data with generations. */
    COVERAGE(MetricName.COVERAGE, MetricName.COVERAGE_FLOOR, Tells.ON_BOTH_SIDES),
    /** Generations closer to training samples than to held-out ones. */
    DCR_SHARE(MetricName.DCR_SHARE, MetricName.DCR_SHARE_FLOOR, Tells.ABOVE_CHANCE),
    /** Points that a classifier tells right. */
    CLASSIFIER_ACCURACY(
        MetricName.CLASSIFIER_ACCURACY, MetricName.CLASSIFIER_ACCURACY_FLOOR, Tells.ABOVE_CHANCE),
    /** Of the first order. */
    MEAN_ERROR(MetricName.MEAN_ERROR, MetricName.MEAN_ERROR_FLOOR, Tells.ABOVE),
    /** Of the second. */
    COVARIANCE_ERROR(MetricName.COVARIANCE_ERROR, MetricName.COVARIANCE_ERROR_FLOOR, Tells.ABOVE),
    /** Of the third. */
    SKEWNESS_ERROR(MetricName.SKEWNESS_ERROR, MetricName.SKEWNESS_ERROR_FLOOR, Tells.ABOVE),
    /** Of the fourth. */
    KURTOSIS_ERROR(MetricName.KURTOSIS_ERROR, MetricName.KURTOSIS_ERROR_FLOOR, Tells.ABOVE);

    private final MetricName value;
    private final MetricName floor;
    private final Tells tells;

    Kind(MetricName value, MetricName floor, Tells tells) {
      this.value = value;
      this.floor = floor;
      this.tells = tells;
    }
  }

  /** Where a number lies that tells generations from real samples. */
  private enum Tells {
    /** Outside of the floor's band. */
    ON_BOTH_SIDES,
    /** Above it. */
    ABOVE,
    /** Above it, with an interval above one half. */
    ABOVE_CHANCE
  }

  /** The number with its interval and verdict, and its floor. */
  List<Metric> metrics(MetricScope scope) {
    int n = floor.n();
    Metric value =
        scope.interval(kind.value, found.value(), found.low(), found.high(), n, Evidence.EMPIRICAL);
    return List.of(
        Metric.newBuilder(value).setVerdict(verdict()).build(),
        new BesideFloor(scope, floor).band(kind.floor));
  }

  /**
   * Of few pairs a band may come out too narrow, and a share's interval is about one of two sets:
   * it takes both to tell a share from chance.
   */
  private Verdict verdict() {
    boolean isTold =
        switch (kind.tells) {
          case ON_BOTH_SIDES -> !floor.holds(found.value());
          case ABOVE -> !floor.covers(found.value());
          case ABOVE_CHANCE -> !floor.covers(found.value()) && found.low() > CHANCE;
        };
    return isTold ? Verdict.DISTINGUISHABLE : Verdict.INDISTINGUISHABLE;
  }
}
