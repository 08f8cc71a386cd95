package io.scorestream.diffusion.forecast;

import io.scorestream.diffusion.error.MeanEstimate;
import io.scorestream.diffusion.forecast.ErrorPart.Known;

/**
 * From what a copy of a network gained by F further steps, after S, to what all further steps
 * would. The copy goes on at the largest rate and is the mean of its weights over the second half
 * of its way: the rates that it has behind it on average are those of 1.5 F steps at rates that
 * fall to 0 as a milestone's do. What is left to gain is taken to fall as {@code steps^−a}, of
 * which the copy took away the share {@code 1 − (S/(S + 1.5 F))^a}: the estimate is at a = 1, and
 * the interval has a from ½ to 2 beside the gain's own. Pure.
 *
 * <p>The gain is that of the objective, on the training samples. On other points chance moves it as
 * much where a network is as good as its samples let it be ({@code
 * docs/adr/0040-parts-of-an-error.md}).
 */
public final class StepsToCome {

  private static final double REACH = 1.5;
  private static final double SLOW = 0.5;
  private static final double FAST = 2;

  private StepsToCome() {}

  /**
   * The part of a squared error that is for want of steps.
   *
   * @param gain by how much the copy's squared error on the training samples is less
   * @param steps S, at least 1
   * @param further F, at least 1
   */
  public static Known of(MeanEstimate gain, long steps, long further) {
    if (steps < 1 || further < 1) {
      throw new IllegalArgumentException(
          "%s further steps after %s; give at least one of each".formatted(further, steps));
    }
    double ratio = steps / (steps + REACH * further);
    return ErrorPart.of(
        gain.value() / share(ratio, 1),
        gain.low() / share(ratio, FAST),
        gain.high() / share(ratio, SLOW));
  }

  private static double share(double ratio, double exponent) {
    return 1 - Math.pow(ratio, exponent);
  }
}
