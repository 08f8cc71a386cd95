package io.scorestream.evaluator.wasserstein;

import io.scorestream.diffusion.law.ExactScore;
import io.scorestream.diffusion.law.GaussianMixture;
import io.scorestream.diffusion.sampling.DiscretisationError;
import io.scorestream.diffusion.sampling.ReverseSampler;
import io.scorestream.evaluator.measure.EvaluationSeed;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import java.util.Optional;

/**
 * What a run's reverse steps would make of its data if every score were exact. A function of the
 * run alone.
 *
 * @param run whose steps they are
 */
record ExactScoreSamples(Run run) {

  /** Of one core, for a point, a timestep, a component and each number of its covariance. */
  private static final double SECONDS_PER_NUMBER = 2e-9;

  private static final double SECONDS_PER_SCORE = 5e-8;

  /** Whether the law is known, and n take no more than so many seconds by a fixed estimate. */
  boolean fits(int n, double atMost) {
    return law()
        .map(
            law ->
                (double) n
                    * run.plan().count()
                    * law.components().size()
                    * (SECONDS_PER_SCORE + SECONDS_PER_NUMBER * law.dimension() * law.dimension()))
        .map(seconds -> seconds <= atMost)
        .orElse(false);
  }

  /** Given a condition, samples would have to be made of one, as networks make them. */
  private Optional<GaussianMixture> law() {
    return run.condition().isPresent() ? Optional.empty() : run.standardisedLaw();
  }

  /**
   * Samples by the score of the known law.
   *
   * @return {@code [n, d]}, as samples travel
   */
  Rows draw(int n) {
    Rows standardised =
        new ReverseSampler(run.plan(), ExactScore.exact(law().orElseThrow(), run.grid()))
            .sample(n, EvaluationSeed.EXACT_SCORE.generator(run));
    return run.standardiser().restore(standardised);
  }

  /** A bound on their sliced W2 from the data, were the data Gaussian; in units of the scale. */
  double gaussianBound() {
    return DiscretisationError.ofGaussian(run.plan(), run.variances());
  }
}
