package io.scorestream.evaluator.robust;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.error.MeanEstimate;
import io.scorestream.evaluator.measure.Findings;
import io.scorestream.evaluator.measure.HeldOutAnswers;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.evaluator.measure.RecentlyUsed;
import io.scorestream.evaluator.samples.Samples;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.model.DevicePreference;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.topics.MetricName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Evaluates a timestep's network: against the exact score where the run's law is known, and on
 * held-out samples where it is not. Draws, held-out noise and samples are the same at every
 * milestone. Used by one thread at a time.
 */
public final class ScoreEvaluation implements AutoCloseable {

  private final Samples samples;
  private final OpenNetworks networks;
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
    this.samples = shared.samples();
    this.known = new KnownTruth(shared.draws());
    this.unknown = new UnknownTruth(shared.samples(), shared.references());
    this.networks = new OpenNetworks(device);
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
   * Evaluates a timestep's network.
   *
   * @param before what was kept of the same timestep at an earlier milestone
   * @throws IllegalArgumentException when the run has no such timestep, or the network's scores are
   *     no numbers
   */
  public Findings evaluate(
      Run run, int timestep, MilestoneNetwork network, Optional<HeldOutAnswers> before) {
    MetricScope.OfTimestep scope = scope(run, timestep, network);
    ScoreFunction score = score(run, timestep, network);
    Findings findings =
        run.spec().getLaw() != null
            ? known.evaluate(run, scope, score)
            : unknown.evaluate(run, network.place(), scope, score, before);
    return findings
        .preceded(parts(run, timestep, network, scope))
        .computedOn(networks.device().name());
  }

  /**
   * The parts of the squared error, where a copy was trained further. Its weights are compared with
   * the network's themselves, also where running means of these answer: over few steps means hardly
   * move.
   */
  private List<Metric> parts(
      Run run, int timestep, MilestoneNetwork network, MetricScope.OfTimestep scope) {
    if (network.further().isEmpty()) {
      return List.of();
    }
    MeasuredOnTraining trained = MeasuredOnTraining.of(run, samples, network.place(), scope);
    if (!trained.isUsable()) {
      return List.of();
    }
    NetworkWeights own = network.weights();
    NetworkWeights copy = network.further().get();
    double[] squares = trained.squares(score(run, timestep, network.answeringWith(own)));
    List<Metric> metrics =
        new ArrayList<>(
            trained.steps(
                squares,
                trained.squares(score(run, timestep, network.answeringWith(copy))),
                own.step(),
                copy.step() - own.step()));
    double[] answered =
        own.averages().length == 0 ? squares : trained.squares(score(run, timestep, network));
    if (run.spec().getLaw() != null) {
      MeanEstimate error = known.squaredError(run, scope, score(run, timestep, network));
      metrics.add(
          scope.interval(
              MetricName.SQUARED_ERROR,
              error.value(),
              error.low(),
              error.high(),
              error.n(),
              Evidence.EXACT));
      metrics.add(trained.samples(error, answered, trained.squares(known.exact(run))));
    } else {
      double[] heldOut =
          unknown.squares(run, network.place(), scope, score(run, timestep, network));
      if (heldOut.length > 1) {
        metrics.add(trained.samples(heldOut, answered));
      }
    }
    return metrics;
  }

  /**
   * Says how far two networks of one timestep and milestone are apart, which were trained on a half
   * of the samples each.
   *
   * @throws IllegalArgumentException as {@link #evaluate} does
   */
  public List<Metric> halves(Run run, int timestep, MilestoneNetwork one, MilestoneNetwork other) {
    MetricScope.OfTimestep scope = scope(run, timestep, one);
    Rows points =
        run.spec().getLaw() != null
            ? known.points(run, scope)
            : unknown.points(run, one.place(), scope);
    return points.count() == 0
        ? List.of()
        : Findings.of(
                SplitHalves.of(
                    scope,
                    scores(run, timestep, one, points),
                    scores(run, timestep, other, points),
                    run.spec().getEvaluation()),
                points.count())
            .computedOn(networks.device().name())
            .metrics();
  }

  /** Lets go of networks. */
  @Override
  public void close() {
    networks.close();
    known.close();
  }

  private static MetricScope.OfTimestep scope(Run run, int timestep, MilestoneNetwork network) {
    if (timestep < 1 || timestep > run.grid().steps()) {
      throw new IllegalArgumentException(
          "milestone %s names timestep %s; %s has timesteps 1 to %s"
              .formatted(network.milestone(), timestep, run, run.grid().steps()));
    }
    return MetricScope.of(run, network.milestone(), timestep);
  }

  private Rows scores(Run run, int timestep, MilestoneNetwork network, Rows points) {
    Rows scores = points.zerosAlike();
    score(run, timestep, network).score(timestep, points, scores);
    return scores;
  }

  /** Valid until the next one is asked for. */
  private ScoreFunction score(Run run, int timestep, MilestoneNetwork network) {
    return networks.restored(run, timestep, network.weights());
  }
}
