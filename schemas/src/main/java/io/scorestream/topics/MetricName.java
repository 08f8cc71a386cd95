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
  /** Per timestep; at least {@link #L2_ERROR}. */
  L4_ERROR(
      "l4_error",
      "Fourth root of the mean fourth power of the score's error, in units of 1/sigma_t: what"
          + " conditioning by posterior sampling asks for. The rarest draws decide it, so that it"
          + " has no interval."),
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
  /** Per timestep and level delta, where the run trains halves. */
  SPLIT_HALF_DISAGREEMENT(
      "split_half_disagreement",
      "sigma_t * D^delta between two networks, each trained on its own half of the first m samples:"
          + " how much of a score is chance at m/2. It has to be small and proves nothing by that:"
          + " an error that both halves share does not show."),
  /** Per timestep, where the law is known and a copy was trained further. */
  SQUARED_ERROR(
      "squared_error",
      "Mean square of the score's error, in units of 1/sigma_t^2, the square of l2_error: what is for"
          + " want of steps, of samples and of a larger network adds up to it."),
  /** Per timestep, where a copy was trained further. */
  FURTHER_GAIN(
      "further_gain",
      "By how much the squared error is less of a copy that was trained further, for the run's share"
          + " of a milestone's steps: on the training samples, with the same fresh noise. Below 0"
          + " where so few steps do no good."),
  /** Per timestep, where a copy was trained further. */
  OPTIMISATION_ERROR(
      "optimisation_error",
      "The part of squared_error that is for want of steps: further_gain over the share that the"
          + " copy's steps are of all, as if what is left to gain fell with one over the steps. Its"
          + " interval has powers from 1/2 to 2."),
  /** Per timestep, where a copy was trained further. */
  STATISTICAL_ERROR(
      "statistical_error",
      "The part of squared_error that is for want of samples: half of what the squared error is less"
          + " on the training samples than elsewhere; its interval goes from a quarter to all of that."
          + " Of a law that is not known, held-out samples are what is elsewhere, and samples that are"
          + " easy by chance widen it."),
  /** In units of the run's scale. */
  SLICED_W2(
      "sliced_w2",
      "Sliced 2-Wasserstein distance between generations and reference samples, over fixed"
          + " directions. Its interval is about the number of directions, not of points."),
  /** In units of the run's scale. */
  SLICED_W2_FLOOR(
      "sliced_w2_floor",
      "sliced_w2 between two reference sets of the same size: the mean, and the band that holds"
          + " one more with 95 %."),
  /** Without unit; 1 is as good as fresh samples of the data. */
  SLICED_W2_RATIO("sliced_w2_ratio", "sliced_w2 over sliced_w2_floor."),
  /** In units of the run's scale, at least 0. */
  SLICED_W2_EXCESS(
      "sliced_w2_excess",
      "sqrt(max(0, sliced_w2^2 - sliced_w2_floor^2)): what is left above the floor. A"
          + " heuristic, no distance."),
  /** In units of the run's scale. */
  SLICED_W2_EXACT_SCORE(
      "sliced_w2_exact_score",
      "What sliced_w2 would be if every score were exact: what the grid of timesteps alone puts"
          + " between generations and data. By sampling with the score of the known law; without"
          + " one, a bound for a Gaussian of the data's variances, which has no noise of finite"
          + " sets in it."),
  /** In units of the run's scale. */
  W1(
      "w1",
      "1-Wasserstein distance between generations and reference samples: exact, of as many"
          + " points as n says."),
  /** In units of the run's scale. */
  W1_FLOOR(
      "w1_floor",
      "w1 between two reference sets of the same size: the mean, and the band that holds"
          + " one more with 95 %."),
  /** Without unit; 1 is as good as fresh samples of the data. */
  W1_RATIO("w1_ratio", "w1 over w1_floor."),
  /** In units of the run's scale, at least 0. */
  W1_EXCESS(
      "w1_excess",
      "sqrt(max(0, w1^2 - w1_floor^2)): what is left above the floor. A heuristic, no"
          + " distance."),
  /** In units of the run's scale. */
  W2(
      "w2",
      "2-Wasserstein distance between generations and reference samples: exact, of as many"
          + " points as n says."),
  /** In units of the run's scale. */
  W2_FLOOR(
      "w2_floor",
      "w2 between two reference sets of the same size: the mean, and the band that holds"
          + " one more with 95 %."),
  /** Without unit; 1 is as good as fresh samples of the data. */
  W2_RATIO("w2_ratio", "w2 over w2_floor."),
  /** In units of the run's scale, at least 0. */
  W2_EXCESS(
      "w2_excess",
      "sqrt(max(0, w2^2 - w2_floor^2)): what is left above the floor. A heuristic, no"
          + " distance."),
  /** In units of the run's scale. */
  MAX_SLICED_W2(
      "max_sliced_w2",
      "2-Wasserstein distance along the direction that tells most apart between generations"
          + " and reference samples: the direction fitted on one half of the points, the distance"
          + " measured on the other."),
  /** In units of the run's scale. */
  MAX_SLICED_W2_FLOOR(
      "max_sliced_w2_floor",
      "max_sliced_w2 between two reference sets of the same size: the mean, and the band"
          + " that holds one more with 95 %."),
  /** Without unit; 1 is as good as fresh samples of the data. */
  MAX_SLICED_W2_RATIO("max_sliced_w2_ratio", "max_sliced_w2 over max_sliced_w2_floor."),
  /** In units of the run's scale, at least 0. */
  MAX_SLICED_W2_EXCESS(
      "max_sliced_w2_excess",
      "sqrt(max(0, max_sliced_w2^2 - max_sliced_w2_floor^2)): what is left above the floor."
          + " A heuristic, no distance."),
  /** In units of the run's scale. */
  SINKHORN_W2(
      "sinkhorn_w2",
      "Square root of the debiased Sinkhorn divergence of cost |x - y|^2 between"
          + " generations and reference samples: at sinkhorn_epsilon."),
  /** In units of the run's scale. */
  SINKHORN_W2_FLOOR(
      "sinkhorn_w2_floor",
      "sinkhorn_w2 between two reference sets of the same size: the mean, and the band that"
          + " holds one more with 95 %."),
  /** Without unit; 1 is as good as fresh samples of the data. */
  SINKHORN_W2_RATIO("sinkhorn_w2_ratio", "sinkhorn_w2 over sinkhorn_w2_floor."),
  /** In units of the run's scale, at least 0. */
  SINKHORN_W2_EXCESS(
      "sinkhorn_w2_excess",
      "sqrt(max(0, sinkhorn_w2^2 - sinkhorn_w2_floor^2)): what is left above the floor. A"
          + " heuristic, no distance."),
  /** In units of the run's scale. */
  GAUSSIAN_W2(
      "gaussian_w2",
      "2-Wasserstein (Bures) distance of the Gaussians with the samples' means and"
          + " covariances between generations and reference samples: a lower bound of w2 in the"
          + " limit of many points."),
  /** In units of the run's scale. */
  GAUSSIAN_W2_FLOOR(
      "gaussian_w2_floor",
      "gaussian_w2 between two reference sets of the same size: the mean, and the band that"
          + " holds one more with 95 %."),
  /** Without unit; 1 is as good as fresh samples of the data. */
  GAUSSIAN_W2_RATIO("gaussian_w2_ratio", "gaussian_w2 over gaussian_w2_floor."),
  /** In units of the run's scale, at least 0. */
  GAUSSIAN_W2_EXCESS(
      "gaussian_w2_excess",
      "sqrt(max(0, gaussian_w2^2 - gaussian_w2_floor^2)): what is left above the floor. A"
          + " heuristic, no distance."),
  /** In squared units of the run's scale. */
  SINKHORN_EPSILON(
      "sinkhorn_epsilon",
      "Entropic regularisation epsilon of sinkhorn_w2: a twentieth of the median squared"
          + " distance between reference samples."),
  /** In [0, 2]. */
  SINKHORN_MARGINAL_ERROR(
      "sinkhorn_marginal_error",
      "How far the marginals of sinkhorn_w2's plans are from the samples' weights, in total"
          + " mass; at most 1e-4 where the iteration converged."),
  /** In units of the run's scale. */
  TRAINING_W2(
      "training_w2",
      "Exact 2-Wasserstein distance between generations and the first training samples, 2000 at"
          + " most."),
  /** In units of the run's scale. */
  TRAINING_W2_REFERENCE(
      "training_w2_reference",
      "Exact 2-Wasserstein distance between reference samples and the same training"
          + " samples: the mean, and the band that holds one more with 95 %."),
  /** Without unit; about 1 for a generator that does not copy. */
  TRAINING_W2_RATIO(
      "training_w2_ratio",
      "training_w2 over training_w2_reference; far below 1, generations repeat training"
          + " samples."),
  /** 0 or 1. */
  MEMORISATION_ALARM(
      "memorisation_alarm",
      "1 where training_w2 lies below the band of training_w2_reference and below 0.9 of"
          + " its mean: generations are closer to the training samples than fresh samples of the"
          + " data are."),
  /** In [0, 1]. */
  PRECISION(
      "precision",
      "Share of generations that lie in a ball about a reference sample, up to its 5th nearest"
          + " reference sample: low where generations lie where no data is. It does not see what is left"
          + " out. Outside of precision_floor on either side, it is distinguishable."),
  /** In [0, 1]. */
  PRECISION_FLOOR(
      "precision_floor",
      "precision of one set of real samples beside another of the same size: the mean, and the band"
          + " that holds one more with 95 %."),
  /** In [0, 1]. */
  RECALL(
      "recall",
      "Share of reference samples that lie in a ball about a generation, up to its 5th nearest"
          + " generation: low where data is that no generations are near, but few scattered ones have"
          + " balls that hold much. Its verdict is as of precision."),
  /** In [0, 1]. */
  RECALL_FLOOR(
      "recall_floor",
      "recall of one set of real samples beside another of the same size: the mean, and the band"
          + " that holds one more with 95 %."),
  /** At least 0; 1 is what real samples have on average. */
  DENSITY(
      "density",
      "How many balls of precision a generation lies in, over 5, on average: above its floor where"
          + " generations keep to the middle of the data, below where they lie off it. Its verdict is as"
          + " of precision."),
  /** At least 0. */
  DENSITY_FLOOR(
      "density_floor",
      "density of one set of real samples beside another of the same size: the mean, and the band"
          + " that holds one more with 95 %."),
  /** In [0, 1]. */
  COVERAGE(
      "coverage",
      "Share of the balls of precision with a generation in them: low where part of the data is"
          + " left out, which few scattered generations do not hide. Its verdict is as of precision."),
  /** In [0, 1]. */
  COVERAGE_FLOOR(
      "coverage_floor",
      "coverage of one set of real samples beside another of the same size: the mean, and the band"
          + " that holds one more with 95 %."),
  /** In [0, 1]; one half without memorisation. */
  DCR_SHARE(
      "dcr_share",
      "Distance to the closest record: share of generations that are closer to the closest of the"
          + " first training samples, 2000 at most, than to the closest of as many held-out ones. One"
          + " half where nothing is memorised, whatever the law of generations; copies of later"
          + " training samples do not show. Above its floor, with its interval above one half, it is"
          + " distinguishable; the interval is about generations alone."),
  /** In [0, 1]; about one half. */
  DCR_SHARE_FLOOR(
      "dcr_share_floor",
      "dcr_share of held-out samples in place of generations, beside the same training samples: the"
          + " mean, and the band that holds one more with 95 %."),
  /** In [0, 1]; one half is chance. */
  CLASSIFIER_ACCURACY(
      "classifier_accuracy",
      "How often a classifier that learned from half of the generations and reference samples tells"
          + " which a point of the other halves is; one half is chance. The larger of two, nearest"
          + " neighbours and boosted trees, with an interval that holds for both. What takes more than"
          + " three coordinates or principal ones at once, neither may see where dimensions are many."
          + " Its verdict is as of dcr_share."),
  /** In [0, 1]; a little above one half, as the larger of two is. */
  CLASSIFIER_ACCURACY_FLOOR(
      "classifier_accuracy_floor",
      "classifier_accuracy of one set of real samples beside another of the same size: the mean, and"
          + " the band that holds one more with 95 %."),
  /** Without unit, at least 0. */
  MEAN_ERROR(
      "mean_error",
      "Error of order 1 of generations beside reference samples: the root mean square, over"
          + " coordinates and the 32 first principal axes, of the means' difference, in units of the"
          + " reference's standard deviation along each. Above mean_error_floor, it is"
          + " distinguishable."),
  /** Without unit, at least 0. */
  MEAN_ERROR_FLOOR(
      "mean_error_floor",
      "mean_error between two sets of real samples of the same size: the mean, and the band that holds one"
          + " more with 95 %."),
  /** Without unit, at least 0. */
  COVARIANCE_ERROR(
      "covariance_error",
      "Error of order 2: likewise of the difference of variances, and of the covariances of any two"
          + " of those axes. Its verdict is as of mean_error."),
  /** Without unit, at least 0. */
  COVARIANCE_ERROR_FLOOR(
      "covariance_error_floor",
      "covariance_error between two sets of real samples of the same size: the mean, and the band that holds one"
          + " more with 95 %."),
  /** Without unit, at least 0. */
  SKEWNESS_ERROR(
      "skewness_error",
      "Error of order 3: likewise of the third cumulants, which in those units are the skewness. It"
          + " does not see what only directions between coordinates and axes have. Its verdict is as"
          + " of mean_error."),
  /** Without unit, at least 0. */
  SKEWNESS_ERROR_FLOOR(
      "skewness_error_floor",
      "skewness_error between two sets of real samples of the same size: the mean, and the band that holds one"
          + " more with 95 %."),
  /** Without unit, at least 0. */
  KURTOSIS_ERROR(
      "kurtosis_error",
      "Error of order 4: likewise of the fourth cumulants, which in those units are the excess"
          + " kurtosis: rare samples decide it, and its floor is the higher the heavier the data's"
          + " tails. Blind as skewness_error is; its verdict is as of mean_error."),
  /** Without unit, at least 0. */
  KURTOSIS_ERROR_FLOOR(
      "kurtosis_error_floor",
      "kurtosis_error between two sets of real samples of the same size: the mean, and the band that holds one"
          + " more with 95 %."),
  /** At least 1, at most d. */
  PARTICIPATION_RATIO(
      "participation_ratio",
      "How many principal axes carry the variance of reference samples: (sum of variances)^2 over the"
          + " sum of their squares. Noise counts by its share of the variance, and a curved surface as"
          + " all axes that it bends into."),
  /** At least 0. */
  INTRINSIC_DIMENSION(
      "intrinsic_dimension",
      "Dimension of reference samples at the scale of their 10th nearest neighbours, by maximum"
          + " likelihood (Levina and Bickel): noise that is small beside these distances does not"
          + " count, and a curved surface counts as flat. Above some ten dimensions it is too low."),
  /** Negative, from -0.5 on. */
  W1_SLOPE_SHAPE(
      "w1_slope_shape",
      "Slope in log m that w1 has where it falls as that of m samples kept by heart: -1 over"
          + " intrinsic_dimension, and -0.5 in two dimensions or less. What w1 has is hidden where it"
          + " is within its floor."),
  /** Per column, in its own units. */
  COLUMN_W1(
      "column_w1",
      "Exact 1-Wasserstein distance between a column of generations and of reference samples, in the"
          + " column's own units; of a column of categories, the total variation of their"
          + " frequencies. Of more than 256 columns, the 64 worst."),
  /** Per column, in its own units. */
  COLUMN_W1_FLOOR(
      "column_w1_floor",
      "column_w1 between two reference sets of the same size: the mean, and the band that holds one"
          + " more with 95 %."),
  /** Per column; 1 is as good as fresh samples of the data. */
  COLUMN_W1_RATIO("column_w1_ratio", "column_w1 over column_w1_floor."),
  /** Without unit; names a column. */
  WORST_COLUMN(
      "worst_column",
      "The largest column_w1_ratio of all columns, and whose it is. Its verdict is by"
          + " worst_column_floor."),
  /** Without unit. */
  WORST_COLUMN_FLOOR(
      "worst_column_floor",
      "What worst_column is between two reference sets of the same size, where of many columns one"
          + " is always the worst: the mean, and the band that holds one more with 95 %."),
  /** Per value of the condition's labels, which takes the column's place. */
  CONDITION_W2(
      "condition_w2",
      "sliced_w2 between generations and held-out samples of one value of the condition, such as"
          + " digit=7, of the first 20 values."),
  /** Per value of the condition's labels. */
  CONDITION_W2_FLOOR(
      "condition_w2_floor",
      "condition_w2 between two sets of held-out samples of the value of the same size: the mean,"
          + " and the band that holds one more with 95 %."),
  /** Per value of the condition's labels. */
  CONDITION_W2_RATIO("condition_w2_ratio", "condition_w2 over condition_w2_floor."),
  /** Per shard, whose networks take their steps together. */
  STEPS_PER_SECOND(
      "steps_per_second",
      "Gradient steps a second that the shard took; the sum over shards is the run's."),
  /** Per shard. */
  SAMPLES_PER_SECOND(
      "samples_per_second",
      "Samples a second that the shard's networks learned from, each counted once for all of them;"
          + " the sum over shards is what the trainers read."),
  /** Per shard, in seconds. */
  TRAINING_SECONDS(
      "training_seconds",
      "Wall-clock time that the shard's training took; the sum over shards is what the milestone"
          + " cost."),
  /** Per shard; only where training ends by held-out loss, and where it was seen. */
  MEMORISATION_STEP(
      "memorisation_step",
      "Gradient step by which the shard's networks began to learn a milestone's samples by heart: then"
          + " and at every later look, held-out loss was above its lowest, by more than chance would do"
          + " in one of twenty. At the lower end of its interval it was not yet; in between it was not"
          + " looked at. With more samples it grows as their number."),
  /** Per shard, in seconds. */
  DATA_SECONDS("data_seconds", "The part of training_seconds in which batches were put together."),
  /** Per shard, in seconds. */
  PUBLISHING_SECONDS(
      "publishing_seconds", "The part of training_seconds in which networks were sent to Kafka."),
  /** Per shard, in seconds. */
  COMPUTE_SECONDS(
      "compute_seconds",
      "The part of training_seconds in which gradient steps were computed, those of a copy that"
          + " goes further included."),
  /** Per timestep, on samples before they are trained on. */
  PREQUENTIAL_LOSS(
      "prequential_loss",
      "Mean squared error of the predicted noise on new samples, before they are trained on, per"
          + " coordinate."),
  /** Per shard, at least 0. */
  DRIFT_STATISTIC(
      "drift_statistic",
      "Evidence, in the losses of the shard's networks, that the stream has changed since the"
          + " shard's last alarm, over the alarm's threshold; of several shards, the largest."),
  /** Per shard. */
  DRIFT_ALARMS(
      "drift_alarms",
      "How often the shard's networks found that the stream has changed since the run began; the"
          + " sum over shards counts a change that several find as often."),
  /** Seconds. */
  SAMPLING_SECONDS("sampling_seconds", "Wall-clock time that a milestone's generations took."),
  /** Seconds. */
  EVALUATION_SECONDS(
      "evaluation_seconds", "Wall-clock time that the evaluation of a milestone's networks took."),
  /** Seconds. */
  DISTANCE_SECONDS(
      "distance_seconds",
      "Wall-clock time that the distances of a milestone's generations took, floors that were not"
          + " known yet among them."),
  /** Seconds. */
  EVALUATION_LAG_SECONDS(
      "evaluation_lag_seconds",
      "Time from a milestone's last networks to the end of its networks' evaluation.");

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
