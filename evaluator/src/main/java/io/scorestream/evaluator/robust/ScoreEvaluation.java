package io.scorestream.evaluator.robust;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.law.ExactScore;
import io.scorestream.diffusion.law.GaussianMixture;
import io.scorestream.evaluator.heldout.HeldOutSamples;
import io.scorestream.evaluator.measure.CheckpointEvaluation;
import io.scorestream.evaluator.measure.EvaluationSeed;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.evaluator.measure.RecentlyUsed;
import io.scorestream.evaluator.measure.Specifications;
import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.Metric;
import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.model.DevicePreference;
import io.scorestream.run.Checkpoints;
import io.scorestream.run.Run;
import java.util.List;

/**
 * Evaluates a checkpoint's network: against the exact score where the run's law is known, and by
 * its loss on held-out samples where it is not. Draws, held-out noise and samples are the same at
 * every milestone.
 */
public final class ScoreEvaluation implements CheckpointEvaluation {

  /** Draws are kept up to 64 MiB, and drawn again beyond. */
  private static final long KEPT_NUMBERS = 16L * 1024 * 1024;

  private static final int KEPT_RUNS = 4;

  private final HeldOutSamples heldOut;
  private final Banks banks;
  private final RecentlyUsed<String, Truth> truths = RecentlyUsed.count(KEPT_RUNS);
  private final RecentlyUsed<String, TimestepDraws> draws =
      new RecentlyUsed<>(KEPT_NUMBERS, TimestepDraws::size, dropped -> {});

  private record Truth(GaussianMixture law, ScoreFunction score) {}

  /**
   * @param heldOut where held-out samples come from
   * @param device where networks are computed
   */
  public ScoreEvaluation(HeldOutSamples heldOut, DevicePreference device) {
    this.heldOut = heldOut;
    this.banks = new Banks(device);
  }

  @Override
  public List<Metric> evaluate(Run run, ScoreCheckpoint checkpoint) {
    int timestep = checkpoint.getTimestep();
    Specifications.require(run, checkpoint.getSpecHash(), describe(checkpoint));
    if (timestep < 1 || timestep > run.grid().steps()) {
      throw new IllegalArgumentException(
          "%s: %s has timesteps 1 to %d".formatted(describe(checkpoint), run, run.grid().steps()));
    }
    ScoreFunction score = banks.restored(run, timestep, Checkpoints.state(checkpoint));
    MetricScope scope = MetricScope.of(run, checkpoint.getMilestone(), timestep);
    return run.spec().getLaw() != null
        ? ExactError.of(scope, draws(run, timestep), score, run.spec().getEvaluation())
        : heldOutError(run, checkpoint, scope, score);
  }

  @Override
  public void close() {
    banks.close();
    draws.close();
    truths.close();
  }

  private TimestepDraws draws(Run run, int timestep) {
    return draws.get(
        run.hash() + "/" + timestep,
        () -> {
          Truth truth = truths.get(run.hash(), () -> truth(run));
          return TimestepDraws.of(
              truth.law(),
              truth.score(),
              timestep,
              run.grid().time(timestep),
              run.spec().getEvaluation().getDraws(),
              EvaluationSeed.SCORE_POINTS.generator(run, timestep));
        });
  }

  private static Truth truth(Run run) {
    GaussianMixture law = run.standardisedLaw().orElseThrow();
    return new Truth(law, ExactScore.exact(law, run.grid()));
  }

  private List<Metric> heldOutError(
      Run run, ScoreCheckpoint checkpoint, MetricScope scope, ScoreFunction score) {
    EvaluationSpec spec = run.spec().getEvaluation();
    float[] samples = heldOut.before(run, checkpoint.getOffsets(), spec.getDraws());
    if (samples.length / run.dimension() < HeldOutSamples.FEWEST) {
      return List.of();
    }
    run.standardiser().standardise(samples);
    double[] losses =
        HeldOutError.losses(
            score,
            scope.timestep(),
            scope.time(),
            samples,
            EvaluationSeed.HELD_OUT_NOISE.generator(run, scope.timestep()));
    return List.of(HeldOutError.of(scope, losses, spec.getConfidence()));
  }

  private static String describe(ScoreCheckpoint checkpoint) {
    return "checkpoint of run %s, timestep %d, milestone %d"
        .formatted(checkpoint.getRun(), checkpoint.getTimestep(), checkpoint.getMilestone());
  }
}
