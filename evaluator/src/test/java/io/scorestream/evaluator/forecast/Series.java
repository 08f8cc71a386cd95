package io.scorestream.evaluator.forecast;

import static java.util.Objects.requireNonNull;

import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.run.Run;
import io.scorestream.topics.MetricName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Metrics of milestones 256, 512, … to test with. */
public final class Series {

  private static final double SHARE = 0.01;
  private static final int DRAWS = 10_000;

  private Series() {}

  /** Robust errors of one timestep at level 0.05, on a curve. */
  public static List<Metric> errors(
      Run run, int timestep, int milestones, DoubleUnaryOperator curve) {
    List<Metric> errors = new ArrayList<>();
    for (int i = 0; i < milestones; i++) {
      errors.add(error(run, timestep, 256L << i, curve.applyAsDouble((double) (256L << i))));
    }
    return errors;
  }

  /** One robust error at level 0.05. */
  public static Metric error(Run run, int timestep, long milestone, double error) {
    return MetricScope.of(run, milestone, timestep)
        .quantile(
            MetricName.ROBUST_ERROR,
            0.05,
            error,
            error * (1 - SHARE),
            error * (1 + SHARE),
            DRAWS,
            Evidence.EXACT);
  }

  /** Held-out losses of one timestep, on a curve. */
  public static List<Metric> losses(
      Run run, int timestep, int milestones, DoubleUnaryOperator curve) {
    List<Metric> losses = new ArrayList<>();
    for (int i = 0; i < milestones; i++) {
      double loss = curve.applyAsDouble((double) (256L << i));
      losses.add(number(run, timestep, 256L << i, MetricName.HELD_OUT_LOSS, loss, 0.01));
    }
    return losses;
  }

  /** Differences of such losses, from the second milestone on. */
  public static List<Metric> differences(List<Metric> losses, Run run) {
    List<Metric> differences = new ArrayList<>();
    for (int i = 1; i < losses.size(); i++) {
      Metric loss = losses.get(i);
      differences.add(
          number(
              run,
              requireNonNull(loss.getTimestep()),
              loss.getMilestone(),
              MetricName.HELD_OUT_LOSS_DIFFERENCE,
              loss.getValue() - losses.get(i - 1).getValue(),
              1e-4));
    }
    return differences;
  }

  private static Metric number(
      Run run, int timestep, long milestone, MetricName name, double value, double reach) {
    return MetricScope.of(run, milestone, timestep)
        .interval(name, value, value - reach, value + reach, DRAWS, Evidence.EMPIRICAL);
  }
}
