package io.scorestream.evaluator.heldout;

import io.scorestream.events.SampleOffset;
import io.scorestream.run.Run;
import java.util.List;

/** The held-out samples of a run, by their place in the samples topic. */
@FunctionalInterface
public interface HeldOutSamples {

  /** Fewer samples than this say nothing that is worth a record. */
  int FEWEST = 16;

  /**
   * The first held-out samples of the run's source, in the order of the log, that lie before a
   * place. The answer depends on the log alone: a later place gives the same samples and more.
   *
   * @param place where a milestone's samples end
   * @param limit most samples to return
   * @return {@code [n, d]}, row by row, in the data's own units; the caller's own
   */
  float[] before(Run run, List<SampleOffset> place, int limit);
}
