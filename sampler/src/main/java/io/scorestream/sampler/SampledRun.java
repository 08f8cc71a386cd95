package io.scorestream.sampler;

import io.scorestream.checkpoints.MilestoneAssembly;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;

/**
 * What the sampler holds of one run. Owned by one thread.
 *
 * @param state what it is to do; its incarnation is the one that is sampled
 * @param assembly what shards said of milestones that other shards have not reached yet
 */
record SampledRun(RunState state, MilestoneAssembly assembly) {

  /** Of a run of which nothing was heard yet. */
  static SampledRun of(RunState state) {
    return new SampledRun(state, new MilestoneAssembly(state.run()));
  }

  /** The run. */
  Run run() {
    return state.run();
  }

  /** Which incarnation of it. */
  int incarnation() {
    return state.incarnation();
  }
}
