package io.scorestream.evaluator.api;

import io.scorestream.events.Forecast;
import io.scorestream.events.Metric;
import io.scorestream.run.RunState;
import java.util.List;

/** What can be asked of an evaluator. Safe from any thread. */
interface Archive {

  /** Every run that is not deleted, in the order of their ids; every evaluator has them all. */
  Lookup<List<RunState>> runs();

  /** All metrics of a run's networks. */
  Lookup<List<Metric>> errors(String run);

  /** All metrics of a run's generations. */
  Lookup<List<Metric>> distances(String run);

  /** All forecasts of a run. */
  Lookup<List<Forecast>> forecasts(String run);
}
