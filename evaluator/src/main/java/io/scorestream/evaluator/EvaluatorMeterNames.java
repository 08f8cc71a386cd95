package io.scorestream.evaluator;

import io.scorestream.service.metrics.MeterGroup;
import io.scorestream.service.metrics.MeterName;

/** Meters of the evaluator. */
public final class EvaluatorMeterNames {

  /** All of them. */
  public static final MeterGroup DECLARED = new MeterGroup();

  /** Time that an evaluation took: of a network, or a comparison of generations. */
  public static final MeterName EVALUATION =
      DECLARED.add(
          MeterName.timer(
              "scorestream.evaluation",
              "Time that an evaluation took: of a network, or a comparison of generations.",
              "run",
              "event"));

  /**
   * Evaluations and forecasts that wait or go on: work that was taken from Kafka, and that lag does
   * not count.
   */
  public static final MeterName BACKLOG =
      DECLARED.add(
          MeterName.gauge(
                  "scorestream.evaluation.backlog",
                  "Evaluations and forecasts that wait or go on: work that was taken from Kafka, and"
                      + " that lag does not count.")
              .in("pieces"));

  /** What may still be written to the disk that the state directory is on. */
  public static final MeterName STATE_FREE =
      DECLARED.add(
          MeterName.gauge(
                  "scorestream.state.free",
                  "What may still be written to the disk that the state directory is on.")
              .in("bytes"));

  /** sigma_t * D^delta of a timestep at the newest milestone, against the exact score. */
  public static final MeterName ROBUST_ERROR =
      DECLARED.add(
          MeterName.gauge(
              "scorestream.robust.error",
              "sigma_t * D^delta of a timestep at the newest milestone, against the exact score.",
              "run",
              "timestep",
              "delta"));

  /**
   * 1 where rare points have errors of another size than the rest, 0 elsewhere; the sum is how many
   * timesteps have them.
   */
  public static final MeterName TAIL_ALARM =
      DECLARED.add(
          MeterName.gauge(
              "scorestream.tail.alarm",
              "1 where rare points have errors of another size than the rest, 0 elsewhere; the sum"
                  + " is how many timesteps have them.",
              "run",
              "timestep"));

  /** Loss of a timestep on held-out samples at the newest milestone, where the law is not known. */
  public static final MeterName HELD_OUT_LOSS =
      DECLARED.add(
          MeterName.gauge(
              "scorestream.held.out.loss",
              "Loss of a timestep on held-out samples at the newest milestone, where the law is not"
                  + " known.",
              "run",
              "timestep"));

  /**
   * Samples at which the run's target is as likely as not reached, by the worst timestep or the
   * median one; NaN where it is not, or no forecast goes so far.
   */
  public static final MeterName FORECAST =
      DECLARED.add(
          MeterName.gauge(
                  "scorestream.forecast",
                  "Samples at which the run's target is as likely as not reached, by the worst"
                      + " timestep or the median one; NaN where it is not, or no forecast goes so"
                      + " far.",
                  "run",
                  "delta",
                  "by")
              .in("samples"));

  /** Timesteps that have reached the run's target, and those that cannot with this network. */
  public static final MeterName FORECAST_TIMESTEPS =
      DECLARED.add(
          MeterName.gauge(
              "scorestream.forecast.timesteps",
              "Timesteps that have reached the run's target, and those that cannot with this"
                  + " network.",
              "run",
              "delta",
              "status"));

  /**
   * By how much the held-out loss will have fallen at ten times the samples, where the law is not
   * known; by the timestep with the most to come, or the median one.
   */
  public static final MeterName FORECAST_FALL =
      DECLARED.add(
          MeterName.gauge(
              "scorestream.forecast.fall",
              "By how much the held-out loss will have fallen at ten times the samples, where the"
                  + " law is not known; by the timestep with the most to come, or the median one.",
              "run",
              "by"));

  /** Sliced 2-Wasserstein distance of the newest generations, in the data's own units. */
  public static final MeterName WASSERSTEIN =
      DECLARED.add(
          MeterName.gauge(
              "scorestream.wasserstein.distance",
              "Sliced 2-Wasserstein distance of the newest generations, in the data's own units.",
              "run"));

  /** The same distance between two sets of true samples: no model can be told to be better. */
  public static final MeterName WASSERSTEIN_FLOOR =
      DECLARED.add(
          MeterName.gauge(
              "scorestream.wasserstein.floor",
              "The same distance between two sets of true samples: no model can be told to be"
                  + " better.",
              "run"));

  /**
   * 1 where the newest generations are closer to the training samples than true samples are, 0
   * elsewhere.
   */
  public static final MeterName MEMORISATION_ALARM =
      DECLARED.add(
          MeterName.gauge(
              "scorestream.memorisation.alarm",
              "1 where the newest generations are closer to the training samples than true samples"
                  + " are, 0 elsewhere.",
              "run"));

  private EvaluatorMeterNames() {}
}
