package io.scorestream.report;

import java.util.Optional;

/**
 * One milestone at a glance. Numbers that are not known yet are NaN.
 *
 * @param milestone m
 * @param loss training loss, median over timesteps
 * @param median headline error, median over timesteps
 * @param worst headline error of the worst timestep
 * @param worstTimestep its k, 0 where not known
 * @param slicedW2 sliced Wasserstein distance of the generations, in units of the run's scale
 * @param floor what the same distance is between two sets of the data
 * @param seconds wall-clock time of the training
 * @param worstColumn where the data has columns with names
 */
public record MilestoneRow(
    long milestone,
    double loss,
    Estimate median,
    Estimate worst,
    int worstTimestep,
    Estimate slicedW2,
    Estimate floor,
    double seconds,
    Optional<WorstColumn> worstColumn) {

  /** A milestone of which nothing is known. */
  static MilestoneRow unknown(long milestone) {
    return new MilestoneRow(
        milestone,
        Double.NaN,
        Estimate.UNKNOWN,
        Estimate.UNKNOWN,
        0,
        Estimate.UNKNOWN,
        Estimate.UNKNOWN,
        Double.NaN,
        Optional.empty());
  }

  /** Distance over floor: 1 is as good as fresh samples of the data. */
  public double ratio() {
    return slicedW2.value() / floor.value();
  }
}
