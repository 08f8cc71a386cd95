package io.scorestream.diffusion.sampling;

import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.sampling.ReverseUpdate.Coefficients;

/**
 * What a grid and an update alone put between samples and their law, however good the score: the
 * steps are finite, begin at N(0, I) and end at t_min. Of a Gaussian it is known in closed form,
 * since its score is linear and every step keeps it Gaussian. Pure functions.
 */
public final class DiscretisationError {

  private DiscretisationError() {}

  /**
   * {@code √(mean_j (s_j − √v_j)²)}, where s_j is the standard deviation that sampling with the
   * exact score makes of a coordinate of variance v_j: W2 between {@code N(0, diag v)} and what
   * comes of it, over √d, which their sliced W2 does not exceed.
   *
   * @param variances v, at least one, each at least 0
   * @return in the coordinates' units; infinite where a step leaves the finite numbers
   */
  public static double ofGaussian(TimeGrid grid, ReverseUpdate update, double[] variances) {
    double sum = 0;
    for (double variance : variances) {
      double difference = deviation(grid, update, variance) - Math.sqrt(variance);
      sum += difference * difference;
    }
    return Math.sqrt(sum / variances.length);
  }

  /** With score −x/w at a time, a step makes of variance u: (a − b/w)² u + c². */
  private static double deviation(TimeGrid grid, ReverseUpdate update, double variance) {
    double sampled = 1;
    for (int k = grid.steps(); k >= 1; k--) {
      double noise = OrnsteinUhlenbeck.variance(grid.time(k));
      double diffused = (1 - noise) * variance + noise;
      Coefficients by = update.coefficients(grid, k);
      double factor = by.position() - by.score() / diffused;
      sampled = factor * factor * sampled + by.noise() * by.noise();
    }
    return Math.sqrt(sampled);
  }
}
