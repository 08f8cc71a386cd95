package io.scorestream.evaluator.heldout;

import io.scorestream.events.SampleOffset;
import io.scorestream.run.Run;
import java.util.List;

/** The samples that a run was trained on, by their place in the samples topic. */
@FunctionalInterface
public interface TrainingSamples {

  /**
   * The first training samples of the run's source, in the order of the log, that lie before a
   * place: all of a milestone's where the limit allows.
   *
   * @param place where a milestone's samples end
   * @param limit most samples to return
   * @return {@code [n, d]}, row by row, in the data's own units; the caller's own
   */
  float[] before(Run run, List<SampleOffset> place, int limit);
}
