package io.scorestream.diffusion.sampling;

import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.sampling.ReversePlan.Step;
import io.scorestream.diffusion.sampling.ReverseUpdate.Coefficients;

/**
 * What a grid and the steps over it alone put between samples and their law, however good the
 * score: the steps are finite, begin at N(0, I) and end at t_min. Of a Gaussian it is known in
 * closed form, since its score is linear and every step keeps it Gaussian. Pure functions.
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
  public static double ofGaussian(ReversePlan plan, double[] variances) {
    double sum = 0;
    for (double variance : variances) {
      double difference = Math.sqrt(sampled(plan, variance)) - Math.sqrt(variance);
      sum += difference * difference;
    }
    return Math.sqrt(sum / variances.length);
  }

  /**
   * The variance that sampling makes of a coordinate. With score −x/w at a time, a step makes of x
   * {@code f x + p D + c ξ} and leaves {@code D = g x}: what is carried are the variances of x and
   * of the last D, and their covariance.
   */
  private static double sampled(ReversePlan plan, double variance) {
    double ofX = 1;
    double ofD = 0;
    double between = 0;
    for (Step step : plan.steps()) {
      double noise = OrnsteinUhlenbeck.variance(step.time());
      double diffused = (1 - noise) * variance + noise;
      Coefficients by = step.by();
      double f = by.position() - by.score() / diffused;
      double p = by.memory();
      double g = (1 - noise / diffused) / OrnsteinUhlenbeck.signal(step.time());
      double next = f * f * ofX + 2 * f * p * between + p * p * ofD + by.noise() * by.noise();
      between = g * (f * ofX + p * between);
      ofD = g * g * ofX;
      ofX = next;
    }
    return ofX;
  }
}
