package io.scorestream.trainer.ingest;

import io.scorestream.trainer.cache.SampleLog;
import io.scorestream.trainer.training.RunPlan;

/**
 * A run that is to be trained, and the log that its samples arrive in.
 *
 * @param plan of the run
 * @param log belongs to the ingest thread; others read it
 */
public record RunFeed(RunPlan plan, SampleLog log) {

  /** Run id. */
  public String id() {
    return plan.run().id();
  }

  /** Whether the other one is of the very same specification. */
  public boolean sameAs(RunFeed other) {
    return plan.run().spec().equals(other.plan.run().spec());
  }
}
