package io.scorestream.evaluator.stream;

import io.scorestream.run.Run;
import io.scorestream.service.activity.Activity;

/** How many timesteps of the milestone at hand are evaluated. Used by one thread at a time. */
final class MilestoneProgress {

  private String run = "";
  private long milestone;
  private int done;

  /** Counts one more timestep. */
  Activity next(Run evaluated, long at) {
    if (!run.equals(evaluated.id()) || milestone != at) {
      run = evaluated.id();
      milestone = at;
      done = 0;
    }
    int total = evaluated.grid().steps();
    done = Math.min(done + 1, total);
    return new Activity("evaluating", run, milestone, done, total, "timesteps");
  }
}
