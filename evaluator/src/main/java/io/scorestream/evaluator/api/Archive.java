package io.scorestream.evaluator.api;

import io.scorestream.evaluator.stream.StoreSlice;
import io.scorestream.events.Forecast;
import io.scorestream.events.Metric;
import io.scorestream.run.RunState;
import java.util.List;

/** What can be asked of an evaluator. Safe from any thread. */
interface Archive {

  /** Every run that is not deleted, in the order of their ids; every evaluator has them all. */
  Lookup<List<RunState>> runs();

  /** Metrics of a run's networks, as it is now. */
  Lookup<StoreSlice<Metric>> errors(RunState run, Page page);

  /** Metrics of a run's generations, as it is now. */
  Lookup<StoreSlice<Metric>> distances(RunState run, Page page);

  /** Forecasts of a run, as it is now. */
  Lookup<StoreSlice<Forecast>> forecasts(RunState run, Page page);
}
