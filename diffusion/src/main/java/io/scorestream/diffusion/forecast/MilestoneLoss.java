package io.scorestream.diffusion.forecast;

/**
 * The loss on held-out samples that was measured at m samples.
 *
 * @param m at least 1
 * @param value the mean loss
 * @param error its standard error, above 0
 * @param change by how much the loss changed since the milestone before, on the same samples and
 *     noise; NaN where that was not measured
 * @param changeError standard error of the change, above 0; NaN where there is none
 */
public record MilestoneLoss(long m, double value, double error, double change, double changeError) {

  /** Refuses what is no loss with its error. */
  public MilestoneLoss {
    if (m < 1 || !Double.isFinite(value) || !(error > 0 && error < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "loss %s ± %s at m = %s; give m ≥ 1, a loss and an error above 0"
              .formatted(value, error, m));
    }
  }

  /** A loss alone. */
  public MilestoneLoss(long m, double value, double error) {
    this(m, value, error, Double.NaN, Double.NaN);
  }

  /** Whether the change was measured on the same samples. */
  boolean isPaired() {
    return Double.isFinite(change) && changeError > 0;
  }
}
