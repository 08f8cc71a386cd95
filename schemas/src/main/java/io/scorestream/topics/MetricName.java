package io.scorestream.topics;

/** Every metric that the services emit: the names that {@code Metric} events carry. */
public enum MetricName {
  /** Per timestep; equals {@code σ_t²} times the denoising score-matching loss, over d. */
  NOISE_PREDICTION_LOSS(
      "noise_prediction_loss",
      "Training loss: mean squared error of the predicted noise, per coordinate."),
  /** Per timestep, on samples that were never trained on. */
  HELD_OUT_LOSS(
      "held_out_loss",
      "Mean squared error of the predicted noise on held-out samples, per coordinate."),
  /** Per timestep and level delta. */
  ROBUST_ERROR(
      "robust_error",
      "sigma_t * D^delta: the (1 - delta)-quantile of the score's error, in units of 1/sigma_t."),
  /** Per timestep and level delta. */
  ROBUST_ERROR_FRESH(
      "robust_error_fresh",
      "robust_error on draws that are new at every milestone: higher, and intervals apart, where"
          + " choices were fitted to the fixed draws."),
  /** Per timestep, in [0, 1]. */
  EXCEEDANCE(
      "exceedance",
      "Share of draws whose error is at least the target epsilon, between its one-sided"
          + " Clopper-Pearson bounds."),
  /** Per timestep. */
  L2_ERROR("l2_error", "Root mean square of the score's error, in units of 1/sigma_t."),
  /** Per timestep. */
  MAX_ERROR("max_error", "Largest error of the score among the draws, in units of 1/sigma_t."),
  /** Per timestep; left out where the denominator is 0. */
  TAIL_RATIO("tail_ratio", "l2_error over robust_error at delta 0.05."),
  /** Per timestep, 0 or 1; the sum counts timesteps. */
  TAIL_ALARM(
      "tail_alarm",
      "1 where l2_error is at least 3 times robust_error at delta 0.05: rare draws have errors of"
          + " another size."),
  /** Per level delta; without unit. */
  PATH_ERROR(
      "path_error",
      "The (1 - delta)-quantile over forward paths of sqrt(sum_k h_k |s_hat - s|^2), the error that"
          + " sampling takes in along a path."),
  /** Per level delta; without unit, and of unknown scale. */
  TOTAL_VARIATION_SHAPE(
      "total_variation_shape",
      "delta + path_error + sqrt(d/N) (T + ln 1/t_min) + (sqrt(d) + m_2) e^-T: what the sampler's"
          + " total variation error is made of, up to constants that are not known. No bound:"
          + " compare it between milestones and grids only."),
  /** Per timestep, where the law is not known. */
  HELD_OUT_LOSS_DIFFERENCE(
      "held_out_loss_difference",
      "Held-out loss less that of the milestone before, on the same samples and noise: by how much"
          + " the squared error changed, in units of 1/sigma_t, per coordinate."),
  /** Per timestep and level delta, where the law is not known. */
  REFERENCE_DISAGREEMENT(
      "reference_disagreement",
      "sigma_t * D^delta between this score and that of the milestone before: their robust errors"
          + " at levels that sum to delta sum to at least this. It bounds neither from above."),
  /** Per timestep and level delta, where the law is not known. */
  ROBUST_ERROR_CEILING(
      "robust_error_ceiling",
      "Mean of the largest delta of |predicted noise - noise| on held-out samples: robust_error is"
          + " at most this. It holds noise that no network can remove, so that it says little at"
          + " small times."),
  /** Per timestep and level delta, where the law is not known and the proxy can be told from 0. */
  ROBUST_ERROR_PROXY(
      "robust_error_proxy",
      "sigma_t * D^delta against the empirical score of other held-out samples, where its halves"
          + " disagree by less than a third of it."),
  /** In the data's own units. */
  SLICED_W2(
      "sliced_w2", "Sliced 2-Wasserstein distance between generations and reference samples."),
  /** In the data's own units. */
  SLICED_W2_FLOOR(
      "sliced_w2_floor",
      "Sliced 2-Wasserstein distance between two reference sets of the same size."),
  /** Without unit; 1 is as good as fresh samples of the data. */
  SLICED_W2_RATIO("sliced_w2_ratio", "Sliced W2 of the generations over its noise floor."),
  /** Per timestep; those of a shard take their steps together. */
  STEPS_PER_SECOND("steps_per_second", "Gradient steps a second that the timestep's network took."),
  /** Per timestep; the sum over timesteps is what the trainers learned from. */
  SAMPLES_PER_SECOND(
      "samples_per_second", "Samples a second that the timestep's network learned from."),
  /** Per timestep, in seconds: its part of its shard's time. */
  TRAINING_SECONDS(
      "training_seconds",
      "Wall-clock time that the timestep's training took; the sum over timesteps is the milestone's."),
  /** Per timestep, in [0, 1]; equal for those of a shard. */
  DATA_SHARE("data_share", "Share of the training time in which batches were put together."),
  /** Per timestep, in [0, 1]; equal for those of a shard. */
  PUBLISHING_SHARE(
      "publishing_share", "Share of the training time in which checkpoints were sent to Kafka."),
  /** Per timestep, in [0, 1]; equal for those of a shard. */
  COMPUTE_SHARE(
      "compute_share", "Share of the training time in which gradient steps were computed."),
  /** Per timestep, on samples before they are trained on. */
  PREQUENTIAL_LOSS(
      "prequential_loss",
      "Mean squared error of the predicted noise on new samples, before they are trained on, per"
          + " coordinate."),
  /** Per timestep, at least 0; equal for those of a shard. */
  DRIFT_STATISTIC(
      "drift_statistic",
      "Evidence that the stream has changed since the last alarm, over the alarm's threshold."),
  /** Per timestep; equal for those of a shard. */
  DRIFT_ALARMS(
      "drift_alarms", "How often the stream was found to have changed since the run began."),
  /** Seconds. */
  SAMPLING_SECONDS("sampling_seconds", "Wall-clock time that a milestone's generations took."),
  /** Seconds. */
  EVALUATION_SECONDS(
      "evaluation_seconds", "Wall-clock time that the evaluation of a milestone's networks took."),
  /** Seconds. */
  EVALUATION_LAG_SECONDS(
      "evaluation_lag_seconds",
      "Time from a milestone's last checkpoint to the end of its networks' evaluation.");

  private final String text;
  private final String description;

  MetricName(String text, String description) {
    this.text = text;
    this.description = description;
  }

  /** The name as events carry it. */
  public String text() {
    return text;
  }

  /** What it measures, in one sentence. */
  public String description() {
    return description;
  }

  @Override
  public String toString() {
    return text;
  }
}
