package io.scorestream.dashboard.samples;

import io.scorestream.rows.Rows;
import io.scorestream.run.RunState;
import java.util.NavigableSet;

/** Samples of runs and of their sources, to look at. Safe from any thread. */
public interface SampleStore {

  /**
   * The milestones of which all generations are there.
   *
   * @throws io.scorestream.service.ScorestreamException when Kafka or the registry do not answer
   */
  NavigableSet<Long> milestones(RunState run);

  /**
   * The first generations of a milestone, {@code [n, d]}; none where they are not there.
   *
   * @param most n at most
   * @throws io.scorestream.service.ScorestreamException as {@link #milestones} does
   */
  Rows generated(RunState run, long milestone, int most);

  /**
   * The first samples of a run's source, {@code [n, d]}, held-out ones included.
   *
   * @param most n at most
   * @throws io.scorestream.service.ScorestreamException as {@link #milestones} does
   */
  Rows real(RunState run, int most);
}
