package io.scorestream.evaluator.robust;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.evaluator.measure.Findings;
import io.scorestream.evaluator.measure.HeldOutAnswers;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.evaluator.measure.RecentlyUsed;
import io.scorestream.evaluator.measure.Specifications;
import io.scorestream.evaluator.samples.Samples;
import io.scorestream.events.Metric;
import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.model.DevicePreference;
import io.scorestream.run.Checkpoints;
import io.scorestream.run.Run;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.run.network.TimestepState;
import java.util.List;
import java.util.Optional;

/**
 * Evaluates a checkpoint's network: against the exact score where the run's law is known, and on
 * held-out samples where it is not. Draws, held-out noise and samples are the same at every
 * milestone. Used by one thread at a time.
 */
public final class ScoreEvaluation implements AutoCloseable {

  private final Banks banks;
  private final KnownTruth known;
  private final UnknownTruth unknown;

  /**
   * One alone.
   *
   * @param samples where held-out samples come from
   * @param device where networks are computed
   */
  public ScoreEvaluation(Samples samples, DevicePreference device) {
    this(new Shared(samples), device);
  }

  /** One of several that share what they keep. */
  ScoreEvaluation(Shared shared, DevicePreference device) {
    this.known = new KnownTruth(shared.draws());
    this.unknown = new UnknownTruth(shared.samples(), shared.references());
    this.banks = new Banks(device);
  }

  /** What the evaluations of a process have in common. */
  record Shared(
      Samples samples,
      RecentlyUsed<String, TimestepDraws> draws,
      RecentlyUsed<String, EmpiricalReference> references) {

    Shared(Samples samples) {
      this(samples, KnownTruth.kept(), UnknownTruth.kept());
    }
  }

  /**
   * Evaluates a checkpoint.
   *
   * @param before what was kept of the same timestep at an earlier milestone
   * @throws IllegalArgumentException when the checkpoint does not belong to the run or is damaged
   */
  public Findings evaluate(Run run, ScoreCheckpoint checkpoint, Optional<HeldOutAnswers> before) {
    requireFits(run, checkpoint);
    ScoreFunction score = score(run, checkpoint);
    MetricScope scope = scope(run, checkpoint);
    return run.spec().getLaw() != null
        ? known.evaluate(run, scope, score)
        : unknown.evaluate(run, checkpoint.getOffsets(), scope, score, before);
  }

  /**
   * Says how far two networks of one timestep and milestone are apart, which were trained on a half
   * of the samples each.
   *
   * @throws IllegalArgumentException when one does not belong to the run or is damaged
   */
  public List<Metric> halves(Run run, ScoreCheckpoint one, ScoreCheckpoint other) {
    requireFits(run, one);
    requireFits(run, other);
    MetricScope scope = scope(run, one);
    float[] points =
        run.spec().getLaw() != null
            ? known.points(run, scope)
            : unknown.points(run, one.getOffsets(), scope);
    return points.length == 0
        ? List.of()
        : SplitHalves.of(
            scope,
            run.dimension(),
            scores(run, one, points),
            scores(run, other, points),
            run.spec().getEvaluation());
  }

  /** Lets go of networks. */
  @Override
  public void close() {
    banks.close();
    known.close();
  }

  private float[] scores(Run run, ScoreCheckpoint checkpoint, float[] points) {
    float[] scores = new float[points.length];
    score(run, checkpoint).score(checkpoint.getTimestep(), points, scores);
    return scores;
  }

  /** Valid until the next one is asked for. */
  private ScoreFunction score(Run run, ScoreCheckpoint checkpoint) {
    TimestepState state = Checkpoints.state(checkpoint);
    return banks.restored(
        run,
        checkpoint.getTimestep(),
        new NetworkWeights(state.weights(), state.averages(), state.step()));
  }

  private static MetricScope scope(Run run, ScoreCheckpoint checkpoint) {
    return MetricScope.of(run, checkpoint.getMilestone(), checkpoint.getTimestep());
  }

  private static void requireFits(Run run, ScoreCheckpoint checkpoint) {
    int timestep = checkpoint.getTimestep();
    Specifications.require(run, checkpoint.getSpecHash(), describe(checkpoint));
    if (timestep < 1 || timestep > run.grid().steps()) {
      throw new IllegalArgumentException(
          "%s: %s has timesteps 1 to %d".formatted(describe(checkpoint), run, run.grid().steps()));
    }
  }

  private static String describe(ScoreCheckpoint checkpoint) {
    return "checkpoint of run %s, timestep %d, milestone %d"
        .formatted(checkpoint.getRun(), checkpoint.getTimestep(), checkpoint.getMilestone());
  }
}
