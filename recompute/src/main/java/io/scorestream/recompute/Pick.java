package io.scorestream.recompute;

import io.scorestream.evaluator.measure.Comparison;
import io.scorestream.ledger.ReachedMilestone;
import io.scorestream.run.RunState;

/** What is computed once more. */
sealed interface Pick {

  /** The run that it is of. */
  RunState state();

  /** m. */
  long milestone();

  /** All networks of a shard, which are trained together. */
  record Training(ReachedMilestone reached) implements Pick {

    @Override
    public RunState state() {
      return reached.state();
    }

    @Override
    public long milestone() {
      return reached.reached().getMilestone();
    }

    @Override
    public String toString() {
      return "training of %s, milestone %s".formatted(reached.shard(), milestone());
    }
  }

  /** All generations of a milestone. */
  record Generation(RunState state, long milestone) implements Pick {

    @Override
    public String toString() {
      return "generations of %s, milestone %s".formatted(state, milestone);
    }
  }

  /**
   * What is said of a timestep's network that was trained on all samples.
   *
   * @param timestep k in 1..N
   */
  record NetworkMetrics(RunState state, long milestone, int timestep) implements Pick {

    @Override
    public String toString() {
      return "metrics of %s, milestone %s, timestep %s".formatted(state, milestone, timestep);
    }
  }

  /** What is said of a milestone's generations by one comparison. */
  record GenerationMetrics(RunState state, long milestone, Comparison comparison) implements Pick {

    @Override
    public String toString() {
      return "metrics of %s, milestone %s, by %s".formatted(state, milestone, comparison);
    }
  }
}
