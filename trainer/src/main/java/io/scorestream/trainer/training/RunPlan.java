package io.scorestream.trainer.training;

import io.scorestream.events.RunSpec;
import io.scorestream.model.BankSpec;
import io.scorestream.run.Run;

/**
 * A run's specification as the trainer uses it, all of it valid.
 *
 * @param run the run
 * @param bank the networks to train
 * @param training how to train them
 */
public record RunPlan(Run run, BankSpec bank, TrainingPlan training) {

  /**
   * The plan of a specification.
   *
   * @throws IllegalArgumentException naming the part of the specification that is wrong
   */
  public static RunPlan of(RunSpec spec) {
    Run run = new Run(spec);
    return new RunPlan(run, run.bank(), TrainingPlan.of(spec.getOptimiser()));
  }
}
