package io.scorestream.ledger;

import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.SampleHalf;
import io.scorestream.run.Run;
import io.scorestream.topics.Keys;
import io.scorestream.topics.MetricName;
import java.util.ArrayList;
import java.util.List;

/**
 * Which metrics a milestone has, whatever comes of it. Those that depend on what is measured (a
 * proxy that can be told from chance, a ratio whose floor is not 0), on what was scored before or
 * on a budget may be there or not. Pure functions.
 */
final class ExpectedMetrics {

  static final String TRAINING = "metrics-training";
  static final String NETWORKS = "metrics-robust-error";
  static final String DISTANCES = "metrics-wasserstein";

  /** Fewer held-out samples than this say nothing that is worth a record. */
  private static final long FEWEST_HELD_OUT = 16;

  private static final List<MetricName> OF_A_SHARD =
      List.of(
          MetricName.TRAINING_SECONDS,
          MetricName.DATA_SECONDS,
          MetricName.COMPUTE_SECONDS,
          MetricName.PUBLISHING_SECONDS,
          MetricName.STEPS_PER_SECOND,
          MetricName.SAMPLES_PER_SECOND);

  private ExpectedMetrics() {}

  /** What a trainer writes with a milestone of one of its shards on all samples. */
  static List<MetricId> ofTraining(MilestoneReached reached) {
    List<MetricId> expected = new ArrayList<>();
    for (int k = reached.getFirstTimestep(); k <= reached.getLastTimestep(); k++) {
      expected.add(
          MetricId.of(
              TRAINING,
              Keys.timestep(reached.getRun(), reached.getMilestone(), k),
              MetricName.NOISE_PREDICTION_LOSS));
    }
    String shard = Keys.shardMetric(reached.getRun(), reached.getMilestone(), reached.getShard());
    OF_A_SHARD.forEach(name -> expected.add(MetricId.of(TRAINING, shard, name)));
    return expected;
  }

  /** What an evaluator says of the networks of a shard; of two halves once, by the second. */
  static List<MetricId> ofNetworks(Run run, MilestoneReached reached) {
    List<MetricId> expected = new ArrayList<>();
    if (run.spec().getLaw() == null && !hasEnoughHeldOut(reached)) {
      return expected;
    }
    EvaluationSpec spec = run.spec().getEvaluation();
    for (int k = reached.getFirstTimestep(); k <= reached.getLastTimestep(); k++) {
      String key = Keys.timestep(run.id(), reached.getMilestone(), k);
      switch (reached.getHalf()) {
        case BOTH -> expected.addAll(ofTimestep(run, key));
        case FIRST -> {}
        case SECOND -> addLevels(expected, key, MetricName.SPLIT_HALF_DISAGREEMENT, spec);
      }
    }
    return expected;
  }

  private static List<MetricId> ofTimestep(Run run, String key) {
    EvaluationSpec spec = run.spec().getEvaluation();
    List<MetricId> expected = new ArrayList<>();
    if (run.spec().getLaw() == null) {
      expected.add(MetricId.of(NETWORKS, key, MetricName.HELD_OUT_LOSS));
      addLevels(expected, key, MetricName.ROBUST_ERROR_CEILING, spec);
      return expected;
    }
    addLevels(expected, key, MetricName.ROBUST_ERROR, spec);
    if (spec.getFreshDraws() > 0) {
      addLevels(expected, key, MetricName.ROBUST_ERROR_FRESH, spec);
    }
    for (MetricName name :
        List.of(
            MetricName.EXCEEDANCE,
            MetricName.L2_ERROR,
            MetricName.L4_ERROR,
            MetricName.MAX_ERROR,
            MetricName.TAIL_ALARM)) {
      expected.add(MetricId.of(NETWORKS, key, name));
    }
    return expected;
  }

  /** What an evaluator says of the networks of a milestone that is whole. */
  static List<MetricId> ofWhole(Run run, MilestoneReached reached) {
    List<MetricId> expected = new ArrayList<>();
    String key = Keys.milestone(run.id(), reached.getMilestone());
    if (run.spec().getLaw() != null) {
      addLevels(expected, key, MetricName.PATH_ERROR, run.spec().getEvaluation());
      addLevels(expected, key, MetricName.TOTAL_VARIATION_SHAPE, run.spec().getEvaluation());
    }
    if (run.spec().getLaw() != null || hasEnoughHeldOut(reached)) {
      expected.add(MetricId.of(NETWORKS, key, MetricName.EVALUATION_SECONDS));
      expected.add(MetricId.of(NETWORKS, key, MetricName.EVALUATION_LAG_SECONDS));
    }
    return expected;
  }

  /**
   * What closes the distances of a milestone with generations; none where the reference is too
   * small.
   */
  static List<MetricId> ofGenerations(Run run, MilestoneReached reached) {
    return run.spec().getLaw() != null || hasEnoughHeldOut(reached)
        ? List.of(
            MetricId.of(
                DISTANCES,
                Keys.milestone(run.id(), reached.getMilestone()),
                MetricName.DISTANCE_SECONDS))
        : List.of();
  }

  /** Whether both halves of a shard's timesteps are there: what is said of them is of both. */
  static boolean isWholePair(MilestoneReached second, List<MilestoneReached> all) {
    return all.stream()
        .anyMatch(
            first ->
                first.getHalf() == SampleHalf.FIRST
                    && first.getRun().equals(second.getRun())
                    && first.getMilestone() == second.getMilestone()
                    && first.getFirstTimestep() == second.getFirstTimestep());
  }

  private static boolean hasEnoughHeldOut(MilestoneReached reached) {
    return reached.getHeldOut() >= FEWEST_HELD_OUT;
  }

  private static void addLevels(
      List<MetricId> expected, String key, MetricName name, EvaluationSpec spec) {
    spec.getDeltas().forEach(delta -> expected.add(MetricId.of(NETWORKS, key, name, delta)));
  }
}
