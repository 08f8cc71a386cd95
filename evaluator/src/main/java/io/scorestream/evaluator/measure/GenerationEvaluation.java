package io.scorestream.evaluator.measure;

import io.scorestream.events.Metric;
import io.scorestream.run.Run;
import java.util.List;

/**
 * What is said of all that a milestone's models generated: a function of the run, the generations
 * and the samples topic, and of nothing else. Used by one thread at a time.
 */
@FunctionalInterface
public interface GenerationEvaluation {

  /** Evaluates a milestone's generations; no metrics where there is nothing sound to say. */
  List<Metric> evaluate(Run run, GenerationSet generations);
}
