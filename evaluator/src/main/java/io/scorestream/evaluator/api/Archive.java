package io.scorestream.evaluator.api;

import io.scorestream.events.Forecast;
import io.scorestream.events.Metric;
import io.scorestream.run.RunState;
import java.util.List;

/** What can be asked of an evaluator. Safe from any thread. */
interface Archive {

  /** Every run that is not deleted, in the order of their ids; every evaluator has them all. */
  Lookup<List<RunState>> runs();

  /** All metrics of a run's networks, as it is now. */
  Lookup<List<Metric>> errors(RunState run);

  /** All metrics of a run's generations, as it is now. */
  Lookup<List<Metric>> distances(RunState run);

  /** All forecasts of a run, as it is now. */
  Lookup<List<Forecast>> forecasts(RunState run);
}
