package io.scorestream.bench;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.error.ForwardPaths;
import io.scorestream.diffusion.error.RobustError;
import io.scorestream.diffusion.law.ExactScore;
import io.scorestream.diffusion.law.GaussianMixture;
import io.scorestream.evaluator.measure.EvaluationSeed;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What an evaluator asks of the networks of a run whose law is known, at the draws that it has.
 *
 * @param run with a known law
 * @param points draws of {@code q_t} for each timestep, {@code [N][n, d]}
 * @param exact score at each, {@code [N][n, d]}
 */
@SuppressWarnings("ArrayRecordComponent")
record ScoreJudge(Run run, Rows[] points, Rows[] exact) {

  private static final double DELTA = 0.05;

  static ScoreJudge of(Run run) {
    GaussianMixture law = run.standardisedLaw().orElseThrow();
    ScoreFunction score = ExactScore.exact(law, run.grid());
    ForwardPaths paths =
        new ForwardPaths(
            law,
            run.grid(),
            run.spec().getEvaluation().getDraws(),
            k -> EvaluationSeed.SCORE_POINTS.generator(run, k));
    Rows[] points = Arrays.stream(run.timesteps()).mapToObj(paths::at).toArray(Rows[]::new);
    return new ScoreJudge(
        run,
        points,
        IntStream.range(0, points.length)
            .mapToObj(i -> at(score, i + 1, points[i]))
            .toArray(Rows[]::new));
  }

  private static Rows at(ScoreFunction score, int timestep, Rows points) {
    Rows scores = points.zerosAlike();
    score.score(timestep, points, scores);
    return scores;
  }

  /** The largest {@code σ_t·D^0.05} of all timesteps of an estimate. */
  double worst(ScoreFunction estimate) {
    return worst(k -> at(estimate, k, points[k - 1]));
  }

  /**
   * The same of scores that are there.
   *
   * @param estimates of each timestep from 1, {@code [n, d]} at its points
   */
  double worst(IntFunction<Rows> estimates) {
    return Arrays.stream(run.timesteps())
        .mapToDouble(k -> robustError(k, estimates.apply(k)))
        .max()
        .orElseThrow();
  }

  private double robustError(int timestep, Rows estimate) {
    double time = run.grid().time(timestep);
    float[] errors = RobustError.normalised(time, estimate, exact[timestep - 1]);
    double confidence = run.spec().getEvaluation().getConfidence();
    return RobustError.of(errors, DELTA, confidence).value();
  }
}
