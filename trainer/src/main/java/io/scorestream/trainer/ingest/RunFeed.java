package io.scorestream.trainer.ingest;

import io.scorestream.run.RunState;
import io.scorestream.trainer.cache.SampleLog;

/**
 * A run that is to be trained, and the log that its samples arrive in.
 *
 * @param state what it is to do
 * @param log belongs to the ingest thread; others read it
 */
public record RunFeed(RunState state, SampleLog log) {

  /** Run id. */
  public String id() {
    return state.run().id();
  }

  /** Whether the run is still to do the very same. */
  public boolean sameAs(RunFeed other) {
    return state.equals(other.state);
  }
}
