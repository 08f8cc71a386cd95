package io.scorestream.evaluator.measure;

import io.scorestream.events.Metric;
import java.util.List;
import java.util.Optional;

/**
 * What is found of one timestep's network.
 *
 * @param metrics none where there is nothing sound to say
 * @param pathTerms its part of each forward path's squared error, {@code [paths]}; empty where the
 *     exact score is not known
 * @param answers to be kept for the next milestone of this timestep; empty where nothing is
 *     compared
 */
@SuppressWarnings("ArrayRecordComponent")
public record CheckpointFindings(
    List<Metric> metrics, float[] pathTerms, Optional<HeldOutAnswers> answers) {

  /** Nothing. */
  public static CheckpointFindings none() {
    return new CheckpointFindings(List.of(), new float[0], Optional.empty());
  }
}
