package io.scorestream.evaluator.forecast;

import io.scorestream.events.OptimiserSpec;

/**
 * How often a milestone's training may go over its samples.
 *
 * @param asked passes that the run asks for
 * @param allowed passes that its most steps allow
 * @param mostSteps the most steps
 */
record Passes(double asked, double allowed, int mostSteps) {

  /** At a milestone. */
  static Passes of(OptimiserSpec optimiser, long milestone) {
    double batch = Math.min(optimiser.getBatchSize(), milestone);
    return new Passes(
        optimiser.getEpochs(),
        optimiser.getMaxSteps() * batch / milestone,
        optimiser.getMaxSteps());
  }

  /** Whether training ends before the passes that were asked for. */
  boolean isCutShort() {
    return allowed < asked;
  }
}
