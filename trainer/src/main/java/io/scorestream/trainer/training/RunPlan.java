package io.scorestream.trainer.training;

import io.scorestream.events.RunSpec;
import io.scorestream.run.Run;

/**
 * A run's specification as the trainer uses it, all of it valid.
 *
 * @param run the run
 * @param training how to train them
 */
public record RunPlan(Run run, TrainingPlan training) {

  /**
   * The plan of a specification.
   *
   * @throws IllegalArgumentException naming the part of the specification that is wrong
   */
  public static RunPlan of(RunSpec spec) {
    return new RunPlan(new Run(spec), TrainingPlan.of(spec.getOptimiser()));
  }
}
