package io.scorestream.service.metrics;

import java.util.List;
import java.util.Locale;

/**
 * Every meter that the services keep of their own work. The name that Prometheus sees is the text
 * with underscores, then the unit, then {@code _total} for a counter; a timer of seconds has {@code
 * _count}, {@code _sum} and {@code _max}.
 */
public enum MeterName {
  /** Of every service. */
  READY(
      "scorestream.ready",
      MeterKind.GAUGE,
      null,
      "1 while the service is ready; the sum is how many are."),
  /** Of every service that reads. */
  LAG(
      "scorestream.lag",
      MeterKind.GAUGE,
      "records",
      "Records that wait to be read and dealt with.",
      "topic"),
  /** Of every service that reads. */
  DEAD_LETTERS(
      "scorestream.dead.letters",
      MeterKind.COUNTER,
      null,
      "Records that could not be used and were kept on the dead-letters topic."),
  /** Of trainer, sampler and evaluator. */
  DEVICE(
      "scorestream.device",
      MeterKind.GAUGE,
      null,
      "1 for what the service computes on, cpu or gpu; the sum is how many compute on it.",
      "device"),
  /** Of the producer. */
  SAMPLES_PRODUCED(
      "scorestream.samples.produced",
      MeterKind.COUNTER,
      null,
      "Samples that Kafka has acknowledged.",
      "source"),
  /** Of the trainer. */
  SAMPLES_READ(
      "scorestream.samples.read",
      MeterKind.COUNTER,
      null,
      "Samples read from Kafka and kept on disk.",
      "source"),
  /** Of the trainer. */
  SHARDS(
      "scorestream.shards",
      MeterKind.GAUGE,
      null,
      "Shards of a run that are this trainer's.",
      "run"),
  /** Of the trainer. */
  SHARDS_DUE(
      "scorestream.shards.due",
      MeterKind.GAUGE,
      null,
      "Shards whose next milestone has all its samples and is not trained yet.",
      "run"),
  /** Of the trainer. */
  TRAINING_STEPS(
      "scorestream.training.steps",
      MeterKind.COUNTER,
      null,
      "Gradient steps; all timesteps of a shard take theirs together.",
      "run"),
  /** Of the trainer. */
  TRAINING(
      "scorestream.training",
      MeterKind.TIMER,
      "seconds",
      "Time that training a shard to a milestone took.",
      "run"),
  /** Of the trainer. */
  TRAINING_LOSS(
      "scorestream.training.loss",
      MeterKind.GAUGE,
      null,
      "Mean loss of a band of timesteps in the last steps before the newest milestone.",
      "run",
      "band"),
  /** Of the trainer. */
  CHECKPOINTS_PUBLISHED(
      "scorestream.checkpoints.published",
      MeterKind.COUNTER,
      null,
      "Checkpoints committed to Kafka, one for each timestep and milestone.",
      "run"),
  /** Of the trainer. */
  CHECKPOINT_TIME(
      "scorestream.checkpoint.timestamp",
      MeterKind.GAUGE,
      "seconds",
      "When the newest checkpoints of a shard were committed, or the trainer took it up; since 1970.",
      "run",
      "shard"),
  /** Of the trainer. */
  MILESTONE(
      "scorestream.milestone",
      MeterKind.GAUGE,
      "samples",
      "Samples that the newest checkpoints of a shard were trained on.",
      "run",
      "shard"),
  /** Of the trainer. */
  DRIFT_STATISTIC(
      "scorestream.drift.statistic",
      MeterKind.GAUGE,
      null,
      "Evidence that the stream has changed since the last alarm, over the alarm's threshold.",
      "run",
      "shard"),
  /** Of the trainer. */
  DRIFT_ALARMS(
      "scorestream.drift.alarms",
      MeterKind.COUNTER,
      null,
      "How often a shard's watch found that the stream has changed.",
      "run",
      "shard"),
  /** Of the sampler. */
  SAMPLES_GENERATED(
      "scorestream.samples.generated",
      MeterKind.COUNTER,
      null,
      "Samples made by trained networks and committed to Kafka.",
      "run"),
  /** Of the sampler. */
  SAMPLING(
      "scorestream.sampling",
      MeterKind.TIMER,
      "seconds",
      "Time that making a milestone's generations took.",
      "run"),
  /** Of the evaluator. */
  EVALUATION(
      "scorestream.evaluation",
      MeterKind.TIMER,
      "seconds",
      "Time that evaluating one event took: a checkpoint, or a milestone's generations.",
      "run",
      "event"),
  /** Of the evaluator. */
  ROBUST_ERROR(
      "scorestream.robust.error",
      MeterKind.GAUGE,
      null,
      "sigma_t * D^delta of a timestep at the newest milestone, against the exact score.",
      "run",
      "timestep",
      "delta"),
  /** Of the evaluator. */
  TAIL_ALARM(
      "scorestream.tail.alarm",
      MeterKind.GAUGE,
      null,
      "1 where rare points have errors of another size than the rest, 0 elsewhere; the sum is how"
          + " many timesteps have them.",
      "run",
      "timestep"),
  /** Of the evaluator. */
  HELD_OUT_LOSS(
      "scorestream.held.out.loss",
      MeterKind.GAUGE,
      null,
      "Loss of a timestep on held-out samples at the newest milestone, where the law is not known.",
      "run",
      "timestep"),
  /** Of the evaluator. */
  FORECAST(
      "scorestream.forecast",
      MeterKind.GAUGE,
      "samples",
      "Samples at which the run's target is as likely as not reached, by the worst timestep or the"
          + " median one; NaN where it is not, or no forecast goes so far.",
      "run",
      "delta",
      "by"),
  /** Of the evaluator. */
  FORECAST_TIMESTEPS(
      "scorestream.forecast.timesteps",
      MeterKind.GAUGE,
      null,
      "Timesteps that have reached the run's target, and those that cannot with this network.",
      "run",
      "delta",
      "status"),
  /** Of the evaluator. */
  FORECAST_FALL(
      "scorestream.forecast.fall",
      MeterKind.GAUGE,
      null,
      "By how much the held-out loss will have fallen at ten times the samples, where the law is not"
          + " known; by the timestep with the most to come, or the median one.",
      "run",
      "by"),
  /** Of the evaluator. */
  WASSERSTEIN(
      "scorestream.wasserstein.distance",
      MeterKind.GAUGE,
      null,
      "Sliced 2-Wasserstein distance of the newest generations, in the data's own units.",
      "run"),
  /** Of the evaluator. */
  WASSERSTEIN_FLOOR(
      "scorestream.wasserstein.floor",
      MeterKind.GAUGE,
      null,
      "The same distance between two sets of true samples: no model can be told to be better.",
      "run"),
  /** Of the evaluator. */
  MEMORISATION_ALARM(
      "scorestream.memorisation.alarm",
      MeterKind.GAUGE,
      null,
      "1 where the newest generations are closer to the training samples than true samples are, 0"
          + " elsewhere.",
      "run");

  private final String text;
  private final MeterKind kind;
  private final String unit;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // A list of List.of never changes.
  private final List<String> tags;

  MeterName(String text, MeterKind kind, String unit, String description, String... tags) {
    this.text = text;
    this.kind = kind;
    this.unit = unit;
    this.description = description;
    this.tags = List.of(tags);
  }

  /** The name without unit, parts separated by dots. */
  public String text() {
    return text;
  }

  /** How it behaves over time. */
  public MeterKind kind() {
    return kind;
  }

  /** The unit, in plural; {@code null} for a plain count or number. */
  public String unit() {
    return unit;
  }

  /** What it measures, in one sentence. */
  public String description() {
    return description;
  }

  /** What tells its series apart. */
  public List<String> tags() {
    return tags;
  }

  /** The names of its series as Prometheus reads them. */
  public List<String> exposed() {
    String name = text.replace('.', '_') + (unit == null ? "" : "_" + unit);
    return switch (kind) {
      case GAUGE -> List.of(name);
      case COUNTER -> List.of(name + "_total");
      case TIMER -> List.of(name + "_count", name + "_sum", name + "_max");
    };
  }

  void require(MeterKind used) {
    if (kind != used) {
      throw new IllegalArgumentException(
          this + " is no " + used.name().toLowerCase(Locale.ROOT) + ", but a " + kind);
    }
  }
}
