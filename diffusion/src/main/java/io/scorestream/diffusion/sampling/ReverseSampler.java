package io.scorestream.diffusion.sampling;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.sampling.ReversePlan.Step;
import io.scorestream.diffusion.sampling.ReverseUpdate.Coefficients;
import io.scorestream.rows.Rows;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

/**
 * Draws from {@code N(0, I)} at time {@code T} and goes back along a grid to {@code t_min} with a
 * score. Keeps no state between calls; safe on as many threads as its score function is.
 */
public final class ReverseSampler {
  private final ReversePlan plan;
  private final ScoreFunction score;

  /** A sampler that takes the steps of a plan. */
  public ReverseSampler(ReversePlan plan, ScoreFunction score) {
    this.plan = plan;
    this.score = score;
  }

  /** {@link #sample(int, RandomGenerator, IntConsumer)} without reports of progress. */
  public Rows sample(int count, RandomGenerator rng) {
    return sample(count, rng, remaining -> {});
  }

  /**
   * Draws points of the law at {@code t_min}. One call of the score function a step, each with all
   * points.
   *
   * @param count the number of points, at least 0
   * @param progress told after each step to which timestep it came, down to 0
   * @return {@code [count, d]}
   * @throws IllegalStateException if a step makes a coordinate that is not finite
   */
  public Rows sample(int count, RandomGenerator rng, IntConsumer progress) {
    Rows x = Rows.zeros(count, score.dimension());
    Rows gradient = x.zerosAlike();
    float[] denoised = new float[x.numbers().length];
    for (int i = 0; i < x.numbers().length; i++) {
      x.numbers()[i] = (float) rng.nextGaussian();
    }
    for (Step step : plan.steps()) {
      score.score(step.timestep(), x, gradient);
      move(step, x.numbers(), gradient.numbers(), denoised, rng);
      requireFinite(step.timestep(), x.numbers());
      progress.accept(step.until());
    }
    return x;
  }

  private static void move(
      Step step, float[] x, float[] gradient, float[] denoised, RandomGenerator rng) {
    Coefficients by = step.by();
    double signal = OrnsteinUhlenbeck.signal(step.time());
    double variance = OrnsteinUhlenbeck.variance(step.time());
    for (int i = 0; i < x.length; i++) {
      double mean = by.position() * x[i] + by.score() * gradient[i] + by.memory() * denoised[i];
      denoised[i] = (float) ((x[i] + variance * gradient[i]) / signal);
      x[i] = (float) (by.noise() == 0 ? mean : mean + by.noise() * rng.nextGaussian());
    }
  }

  private void requireFinite(int timestep, float[] x) {
    for (int i = 0; i < x.length; i++) {
      if (!Float.isFinite(x[i])) {
        throw notFinite(plan.grid(), timestep, i / score.dimension());
      }
    }
  }

  /** What is thrown when a step makes a coordinate of a row that is not finite. */
  public static IllegalStateException notFinite(TimeGrid grid, int timestep, long row) {
    return new IllegalStateException(
        "sampling left the finite numbers at timestep %s (time %s) in row %s: the score there is not finite or too large; no samples were kept; train that timestep further or with a smaller rate"
            .formatted(timestep, grid.time(timestep), row));
  }
}
