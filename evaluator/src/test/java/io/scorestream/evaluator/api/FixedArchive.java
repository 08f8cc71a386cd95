package io.scorestream.evaluator.api;

import io.scorestream.evaluator.api.Lookup.Here;
import io.scorestream.events.Forecast;
import io.scorestream.events.Metric;
import io.scorestream.events.RunSpec;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import java.util.List;

/** An archive that holds what it is given, of any run. */
record FixedArchive(
    List<RunSpec> specs,
    Lookup<List<Metric>> errors,
    Lookup<List<Metric>> distances,
    Lookup<List<Forecast>> forecasts)
    implements Archive {

  @Override
  public Lookup<List<RunState>> runs() {
    return new Here<>(specs.stream().map(spec -> RunState.of(new Run(spec))).toList());
  }

  @Override
  public Lookup<List<Metric>> errors(RunState run) {
    return errors;
  }

  @Override
  public Lookup<List<Metric>> distances(RunState run) {
    return distances;
  }

  @Override
  public Lookup<List<Forecast>> forecasts(RunState run) {
    return forecasts;
  }
}
