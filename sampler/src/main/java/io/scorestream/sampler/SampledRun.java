package io.scorestream.sampler;

import io.scorestream.run.Run;

/**
 * What the sampler holds of one run. Owned by one thread.
 *
 * @param run its specification
 * @param assembly checkpoints that wait for the rest of their milestone
 * @param log where its generations go
 */
record SampledRun(Run run, MilestoneAssembly assembly, GenerationLog log) {}
