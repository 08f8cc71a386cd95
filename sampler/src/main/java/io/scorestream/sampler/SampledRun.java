package io.scorestream.sampler;

import io.scorestream.run.Run;

/**
 * What the sampler holds of one run. Owned by one thread.
 *
 * @param run its specification
 * @param assembly what shards said of milestones that other shards have not reached yet
 */
record SampledRun(Run run, MilestoneAssembly assembly) {

  /** Of a run of which nothing was heard yet. */
  static SampledRun of(Run run) {
    return new SampledRun(run, new MilestoneAssembly(run));
  }
}
