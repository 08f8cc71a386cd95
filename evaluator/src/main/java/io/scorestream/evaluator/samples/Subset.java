package io.scorestream.evaluator.samples;

import io.scorestream.run.Run;

/** The two subsets that a run's hold-out rule cuts its source into. */
public enum Subset {
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
