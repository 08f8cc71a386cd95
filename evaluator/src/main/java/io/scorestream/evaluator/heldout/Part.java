package io.scorestream.evaluator.heldout;

import io.scorestream.run.Run;

/** The two parts that a run's hold-out rule cuts its source into. */
public enum Part {
  /** Samples that are never trained on. */
  HELD_OUT {
    @Override
    boolean has(Run run, String source, long sequence) {
      return run.holdOut().holdsOut(source, sequence);
    }
  },
  /** Samples that are trained on. */
  TRAINING {
    @Override
    boolean has(Run run, String source, long sequence) {
      return !run.holdOut().holdsOut(source, sequence);
    }
  };

  abstract boolean has(Run run, String source, long sequence);
}
