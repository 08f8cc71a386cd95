package io.scorestream.diffusion.sampling;

import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.sampling.ReversePlan.Step;
import io.scorestream.diffusion.sampling.ReverseUpdate.Coefficients;

/**
 * The law of what sampling with the exact score makes of a Gaussian coordinate. Every step is
 * linear, so that it is a Gaussian, whose moments follow from the steps alone.
 *
 * @param mean of the samples
 * @param variance of the samples
 */
public record SampledGaussian(double mean, double variance) {

  /**
   * Follows the moments from N(0, 1) back. With score {@code (αm − x)/w} at a time a step makes of
   * x {@code f x + p D + c ξ} and a constant, and leaves {@code D = g x} and a constant: what is
   * carried are the means and variances of x and of the last D, and their covariance.
   *
   * @param mean {@code m} of the data
   * @param variance of the data, at least 0
   */
  public static SampledGaussian of(ReversePlan plan, double mean, double variance) {
    double x = 0;
    double d = 0;
    double ofX = 1;
    double ofD = 0;
    double between = 0;
    for (Step step : plan.steps()) {
      double signal = OrnsteinUhlenbeck.signal(step.time());
      double noise = OrnsteinUhlenbeck.variance(step.time());
      double diffused = signal * signal * variance + noise;
      Coefficients by = step.by();
      double f = by.position() - by.score() / diffused;
      double p = by.memory();
      double g = (1 - noise / diffused) / signal;
      double nextX = f * x + by.score() * signal * mean / diffused + p * d;
      double next = f * f * ofX + 2 * f * p * between + p * p * ofD + by.noise() * by.noise();
      d = g * x + noise * mean / diffused;
      between = g * (f * ofX + p * between);
      ofD = g * g * ofX;
      x = nextX;
      ofX = next;
    }
    return new SampledGaussian(x, ofX);
  }
}
