package io.scorestream.evaluator.wasserstein;

import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.topics.MetricName;
import io.scorestream.transport.NoiseFloor;
import java.util.List;

/**
 * How close generations are to the training samples, beside how close samples are that were never
 * trained on. A generator that repeats training samples is far closer; one that has learned their
 * law is as close, and a bad one is further away.
 *
 * @param generated exact {@code W_2} from the generations to the training samples
 * @param reference the same of reference sets of as many points as there are generations
 */
record Memorisation(double generated, NoiseFloor reference) {

  /** Above this share of the reference's mean, generations are not far below. */
  private static final double FAR_BELOW = 0.9;

  /** Whether generations are closer than chance explains, and by more than a tenth. */
  boolean alarm() {
    return generated < reference.low() && generated < FAR_BELOW * reference.mean();
  }

  /** Both distances, their ratio where there is one, and the alarm. */
  List<Metric> metrics(MetricScope scope) {
    int n = reference.n();
    Metric distance = scope.number(MetricName.TRAINING_W2, generated, n, Evidence.EMPIRICAL);
    Metric band =
        scope.interval(
            MetricName.TRAINING_W2_REFERENCE,
            reference.mean(),
            reference.low(),
            reference.high(),
            n,
            Evidence.EMPIRICAL);
    Metric alarm =
        scope.number(MetricName.MEMORISATION_ALARM, alarm() ? 1 : 0, n, Evidence.EMPIRICAL);
    if (reference.mean() == 0) {
      return List.of(distance, band, alarm);
    }
    Metric ratio =
        scope.number(
            MetricName.TRAINING_W2_RATIO, reference.ratio(generated), n, Evidence.EMPIRICAL);
    return List.of(distance, band, ratio, alarm);
  }
}
