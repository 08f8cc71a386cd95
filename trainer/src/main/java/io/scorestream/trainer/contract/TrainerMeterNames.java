package io.scorestream.trainer.contract;

import io.scorestream.service.metrics.MeterGroup;
import io.scorestream.service.metrics.MeterName;

/** Meters of the trainer. */
public final class TrainerMeterNames {

  /** All of them. */
  public static final MeterGroup DECLARED = new MeterGroup();

  /** Samples read from Kafka and kept on disk. */
  public static final MeterName SAMPLES_READ =
      DECLARED.add(
          MeterName.counter(
              "scorestream.samples.read", "Samples read from Kafka and kept on disk.", "source"));

  /** Shards of a run that are this trainer's. */
  public static final MeterName SHARDS =
      DECLARED.add(
          MeterName.gauge("scorestream.shards", "Shards of a run that are this trainer's.", "run"));

  /** Shards that a run which is to be trained has, whoever trains them. */
  public static final MeterName SHARDS_SPECIFIED =
      DECLARED.add(
          MeterName.gauge(
              "scorestream.shards.specified",
              "Shards that a run which is to be trained has, whoever trains them.",
              "run"));

  /** 1 for a run that has failed: it is left alone until it is resumed. */
  public static final MeterName RUN_FAILED =
      DECLARED.add(
          MeterName.gauge(
              "scorestream.run.failed",
              "1 for a run that has failed: it is left alone until it is resumed.",
              "run"));

  /** Shards whose next milestone has all its samples and is not trained yet. */
  public static final MeterName SHARDS_DUE =
      DECLARED.add(
          MeterName.gauge(
              "scorestream.shards.due",
              "Shards whose next milestone has all its samples and is not trained yet.",
              "run"));

  /** Gradient steps; all timesteps of a shard take theirs together. */
  public static final MeterName TRAINING_STEPS =
      DECLARED.add(
          MeterName.counter(
              "scorestream.training.steps",
              "Gradient steps; all timesteps of a shard take theirs together.",
              "run"));

  /** Time that training a shard to a milestone took. */
  public static final MeterName TRAINING =
      DECLARED.add(
          MeterName.timer(
              "scorestream.training", "Time that training a shard to a milestone took.", "run"));

  /** Mean loss of a band of timesteps in the last steps before the newest milestone. */
  public static final MeterName TRAINING_LOSS =
      DECLARED.add(
          MeterName.gauge(
              "scorestream.training.loss",
              "Mean loss of a band of timesteps in the last steps before the newest milestone.",
              "run",
              "band"));

  /** Networks committed to Kafka, each once a milestone. */
  public static final MeterName NETWORKS_PUBLISHED =
      DECLARED.add(
          MeterName.counter(
              "scorestream.networks.published",
              "Networks committed to Kafka, each once a milestone.",
              "run"));

  /**
   * When a shard's newest milestone was committed, or the trainer took the shard up; since 1970.
   */
  public static final MeterName MILESTONE_TIME =
      DECLARED.add(
          MeterName.gauge(
                  "scorestream.milestone.timestamp",
                  "When a shard's newest milestone was committed, or the trainer took the shard up;"
                      + " since 1970.",
                  "run",
                  "shard")
              .in("seconds"));

  /** Samples that the newest networks of a shard were trained on. */
  public static final MeterName MILESTONE =
      DECLARED.add(
          MeterName.gauge(
                  "scorestream.milestone",
                  "Samples that the newest networks of a shard were trained on.",
                  "run",
                  "shard")
              .in("samples"));

  /** Evidence that the stream has changed since the last alarm, over the alarm's threshold. */
  public static final MeterName DRIFT_STATISTIC =
      DECLARED.add(
          MeterName.gauge(
              "scorestream.drift.statistic",
              "Evidence that the stream has changed since the last alarm, over the alarm's"
                  + " threshold.",
              "run",
              "shard"));

  /** How often a shard's watch found that the stream has changed. */
  public static final MeterName DRIFT_ALARMS =
      DECLARED.add(
          MeterName.counter(
              "scorestream.drift.alarms",
              "How often a shard's watch found that the stream has changed.",
              "run",
              "shard"));

  /** What may still be written to the disk that the cache is on. */
  public static final MeterName CACHE_FREE =
      DECLARED.add(
          MeterName.gauge(
                  "scorestream.cache.free",
                  "What may still be written to the disk that the cache is on.")
              .in("bytes"));

  private TrainerMeterNames() {}
}
