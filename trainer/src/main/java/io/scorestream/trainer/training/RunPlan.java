package io.scorestream.trainer.training;

import io.scorestream.events.RunSpec;
import io.scorestream.events.Stopping;
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
    return of(new Run(spec));
  }

  /**
   * The plan of a run.
   *
   * @throws IllegalArgumentException naming the part of the specification that is wrong
   */
  public static RunPlan of(Run run) {
    TrainingPlan training = TrainingPlan.of(run.spec().getOptimiser());
    if (training.stopping() == Stopping.HELD_OUT && run.holdOut().fraction() == 0) {
      throw new IllegalArgumentException(
          "run %s ends milestones by the loss on held-out samples, but holds none out; give a hold-out fraction above 0"
              .formatted(run.id()));
    }
    return new RunPlan(run, training);
  }
}
