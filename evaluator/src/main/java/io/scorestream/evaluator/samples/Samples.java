package io.scorestream.evaluator.samples;

import io.scorestream.events.SampleOffset;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import java.util.List;

/** The samples of runs, by their place in the samples topic. Safe from any thread. */
@FunctionalInterface
public interface Samples {

  /** Fewer held-out samples than this say nothing that is worth a record. */
  int FEWEST = 16;

  /**
   * The first samples of a subset of the run's source, in the order of the log, that lie before a
   * place. The answer depends on the log alone: a later place gives the same samples and more.
   *
   * @param place where a milestone's samples end
   * @param limit most samples to return
   * @return {@code [n, d]}, in the data's own units; the caller's own
   */
  Rows before(Run run, Subset subset, List<SampleOffset> place, int limit);
}
