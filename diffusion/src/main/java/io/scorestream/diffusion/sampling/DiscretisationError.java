package io.scorestream.diffusion.sampling;

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
      double difference =
          Math.sqrt(SampledGaussian.of(plan, 0, variance).variance()) - Math.sqrt(variance);
      sum += difference * difference;
    }
    return Math.sqrt(sum / variances.length);
  }
}
