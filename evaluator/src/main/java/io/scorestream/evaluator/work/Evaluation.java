package io.scorestream.evaluator.work;

import io.scorestream.evaluator.measure.Findings;
import io.scorestream.evaluator.measure.HeldOutAnswers;
import io.scorestream.run.Run;
import java.util.Optional;

/**
 * Does pieces of work: a function of the run, the records at the work's places and the samples
 * topic, and of nothing else. Safe from any thread.
 */
@FunctionalInterface
public interface Evaluation {

  /**
   * Does one, however long it takes.
   *
   * @param before what was kept of the same timestep at an earlier milestone
   * @return empty where a record is there no longer, or is passed over
   * @throws io.scorestream.service.ScorestreamException when a record is not sound and may not be
   *     passed over, or what is needed cannot be read
   */
  Optional<Findings> evaluate(Run run, Work work, Optional<HeldOutAnswers> before);
}
