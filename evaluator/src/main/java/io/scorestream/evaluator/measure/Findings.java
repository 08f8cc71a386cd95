package io.scorestream.evaluator.measure;

import io.scorestream.events.Metric;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an evaluation finds.
 *
 * @param metrics none where there is nothing sound to say
 * @param n samples that it was about; 0 where there is nothing sound to say
 * @param pathTerms a network's part of each forward path's squared error, {@code [paths]}; empty
 *     where the exact score is not known
 * @param answers to be kept for the next milestone of this timestep; empty where nothing is
 *     compared
 */
@SuppressWarnings("ArrayRecordComponent")
public record Findings(
    List<Metric> metrics, long n, float[] pathTerms, Optional<HeldOutAnswers> answers) {

  /** Nothing. */
  public static Findings none() {
    return of(List.of(), 0);
  }

  /** Metrics alone. */
  public static Findings of(List<Metric> metrics, long n) {
    return new Findings(metrics, n, new float[0], Optional.empty());
  }

  /** The same with other metrics before its own. */
  public Findings preceded(List<Metric> others) {
    return new Findings(
        Stream.concat(others.stream(), metrics.stream()).toList(), n, pathTerms, answers);
  }

  /** The same, whose metrics say what they were computed on. */
  public Findings computedOn(String device) {
    return new Findings(
        metrics.stream().map(it -> Metric.newBuilder(it).setDevice(device).build()).toList(),
        n,
        pathTerms,
        answers);
  }
}
