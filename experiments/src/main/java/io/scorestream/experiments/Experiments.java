package io.scorestream.experiments;

import io.scorestream.experiments.decoy.Decoy;
import io.scorestream.experiments.features.Representation;
import io.scorestream.experiments.floor.WassersteinFloor;
import io.scorestream.experiments.forecast.Backtest;
import io.scorestream.experiments.hidden.DeltaDependence;
import io.scorestream.experiments.hidden.Figure1;
import io.scorestream.experiments.hidden.Rates;
import io.scorestream.experiments.interval.Coverage;
import io.scorestream.experiments.location.SigmaIndependence;
import io.scorestream.experiments.memorisation.Memorisation;
import io.scorestream.experiments.parts.Parts;
import io.scorestream.experiments.result.Experiment;
import io.scorestream.experiments.sampling.FewSteps;
import io.scorestream.experiments.sampling.SamplerTable;
import java.util.List;

/** All experiments, in the order of the paper's argument. */
public final class Experiments {
  private static final List<Experiment> ALL =
      List.of(
          new Figure1(),
          new Rates(),
          new SigmaIndependence(),
          new DeltaDependence(),
          new Representation(),
          new Decoy(),
          new SamplerTable(),
          new FewSteps(),
          new Parts(),
          new WassersteinFloor(),
          new Coverage(),
          new Memorisation(),
          new Backtest());

  private Experiments() {}

  /** Each of them, as it is meant to be run. */
  public static List<Experiment> all() {
    return ALL;
  }
}
