package io.scorestream.evaluator.robust;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.error.ErrorSample;
import io.scorestream.diffusion.error.ForwardPaths;
import io.scorestream.diffusion.error.MeanEstimate;
import io.scorestream.diffusion.error.PathError;
import io.scorestream.diffusion.law.ExactScore;
import io.scorestream.diffusion.law.GaussianMixture;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.evaluator.measure.EvaluationSeed;
import io.scorestream.evaluator.measure.Findings;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.evaluator.measure.RecentlyUsed;
import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.Metric;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Compares networks with the exact score of a law that is known, given the condition where there is
 * one. The draws of a timestep are the points of forward paths at its time: each timestep's are
 * independent, and the errors of all timesteps on one path add up to that path's error at no
 * further cost. Used by one thread at a time.
 */
final class KnownTruth implements AutoCloseable {

  /** Draws are kept up to 64 MiB, and drawn again beyond. */
  private static final long KEPT_NUMBERS = 16L * 1024 * 1024;

  private static final int KEPT_RUNS = 4;

  private final RecentlyUsed<String, Truth> truths = RecentlyUsed.count(KEPT_RUNS);
  private final RecentlyUsed<String, TimestepDraws> draws;

  private record Truth(GaussianMixture law, ScoreFunction score, ForwardPaths paths) {}

  /**
   * @param draws that are kept, of {@link #kept}; others may share them
   */
  KnownTruth(RecentlyUsed<String, TimestepDraws> draws) {
    this.draws = draws;
  }

  /** Room for the draws of a process. */
  static RecentlyUsed<String, TimestepDraws> kept() {
    return new RecentlyUsed<>(KEPT_NUMBERS, TimestepDraws::size, dropped -> {});
  }

  /**
   * Evaluates one timestep's network.
   *
   * @param scope names the timestep
   * @param estimate ŝ, asked at that timestep
   */
  Findings evaluate(Run run, MetricScope.OfTimestep scope, ScoreFunction estimate) {
    EvaluationSpec spec = run.spec().getEvaluation();
    float[] errors = draws(run, scope.timestep()).errors(scope, estimate);
    List<Metric> metrics = new ArrayList<>(ExactError.of(scope, ErrorSample.of(errors), spec));
    if (spec.getFreshDraws() > 0) {
      float[] fresh = fresh(run, scope).errors(scope, estimate);
      metrics.addAll(ExactError.fresh(scope, ErrorSample.of(fresh), spec));
    }
    return new Findings(
        metrics,
        errors.length,
        PathError.terms(run.grid(), scope.timestep(), errors),
        Optional.empty());
  }

  /** The mean of {@code σ_t² |ŝ − s|²} at these draws. */
  MeanEstimate squaredError(Run run, MetricScope.OfTimestep scope, ScoreFunction estimate) {
    float[] errors = draws(run, scope.timestep()).errors(scope, estimate);
    double[] squares = new double[errors.length];
    Arrays.setAll(squares, i -> (double) errors[i] * errors[i]);
    return MeanEstimate.of(squares, run.spec().getEvaluation().getConfidence());
  }

  /** The exact score. */
  ScoreFunction exact(Run run) {
    return truth(run).score();
  }

  /** The draws of {@code q_t} that networks are evaluated at, {@code [n, d]}; shared. */
  Rows points(Run run, MetricScope.OfTimestep scope) {
    return draws(run, scope.timestep()).points();
  }

  @Override
  public void close() {
    truths.close();
  }

  private TimestepDraws draws(Run run, int timestep) {
    return draws.get(
        run.hash() + "/" + timestep,
        () -> {
          Truth truth = truth(run);
          return TimestepDraws.at(truth.paths().at(timestep), truth.score(), timestep);
        });
  }

  private TimestepDraws fresh(Run run, MetricScope.OfTimestep scope) {
    Truth truth = truth(run);
    RandomGenerator rng =
        EvaluationSeed.FRESH_POINTS.generator(run, scope.timestep(), scope.milestone());
    int draws = run.spec().getEvaluation().getFreshDraws();
    Rows points = truth.law().draw(draws, rng);
    OrnsteinUhlenbeck.diffuse(scope.time(), points, run.scoredDimension(), rng, points);
    return TimestepDraws.at(points, truth.score(), scope.timestep());
  }

  private Truth truth(Run run) {
    return truths.get(
        run.hash(),
        () -> {
          GaussianMixture law = run.standardisedLaw().orElseThrow();
          ForwardPaths paths =
              new ForwardPaths(
                  law,
                  run.scoredDimension(),
                  run.grid(),
                  run.spec().getEvaluation().getDraws(),
                  k -> EvaluationSeed.SCORE_POINTS.generator(run, k));
          return new Truth(law, ExactScore.given(law, run.grid(), run.scoredDimension()), paths);
        });
  }
}
