package io.scorestream.evaluator.work;

import io.scorestream.events.Metric;
import java.util.List;
import java.util.Optional;

/**
 * What came of an evaluation.
 *
 * @param aspect that the metrics are of
 * @param evaluated the part of a milestone that is done by it; empty where it is no part of one
 */
public record Outcome(Aspect aspect, List<Metric> metrics, Optional<Evaluated> evaluated) {

  /** Of an incarnation of a run, whose number the metrics are given. */
  public static Outcome of(
      int incarnation, Aspect aspect, List<Metric> metrics, Optional<Evaluated> evaluated) {
    return new Outcome(
        aspect,
        metrics.stream()
            .map(metric -> Metric.newBuilder(metric).setIncarnation(incarnation).build())
            .toList(),
        evaluated);
  }
}
