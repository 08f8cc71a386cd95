package io.scorestream.evaluator.work;

import io.scorestream.events.Metric;
import io.scorestream.run.Run;
import java.util.List;

/** Says of all of a milestone's networks together what their path errors are. Pure. */
@FunctionalInterface
public interface PathEvaluation {

  /**
   * Evaluates a milestone's networks as a whole.
   *
   * @param squares for each forward path, the sum over all timesteps of its {@link
   *     io.scorestream.evaluator.measure.Findings#pathTerms}
   */
  List<Metric> paths(Run run, long milestone, double[] squares);
}
