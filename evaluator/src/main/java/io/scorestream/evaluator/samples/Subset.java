package io.scorestream.evaluator.samples;

import io.scorestream.run.Run;
import java.util.function.LongPredicate;

/** The two subsets that a run's hold-out rule cuts its source into. */
public enum Subset {
  /** Samples that are never trained on. */
  HELD_OUT {
    @Override
    public LongPredicate of(Run run) {
      return run.holdOut().heldOutOf(run.spec().getSource());
    }
  },
  /** Samples that are trained on. */
  TRAINING {
    @Override
    public LongPredicate of(Run run) {
      return HELD_OUT.of(run).negate();
    }
  };

  /** Which samples of a run's source it has, by their sequence numbers. For one thread. */
  public abstract LongPredicate of(Run run);
}
