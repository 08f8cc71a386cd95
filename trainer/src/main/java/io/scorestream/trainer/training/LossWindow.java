package io.scorestream.trainer.training;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Losses of a milestone's last steps, per timestep: their mean, and a normal interval from their
 * spread between steps. Sums are kept by Welford's method. For one thread.
 */
public final class LossWindow {

  private final double[] means;
  private final double[] squares;
  private int steps;

  /**
   * @param timesteps K
   */
  public LossWindow(int timesteps) {
    this.means = new double[timesteps];
    this.squares = new double[timesteps];
  }

  /**
   * The mean loss of one timestep.
   *
   * @param low lower end of the interval; the mean itself after a single step
   * @param high upper end
   */
  public record MeanLoss(double mean, double low, double high) {}

  /** Adds one step's losses [K]. */
  public void add(float[] losses) {
    steps++;
    for (int k = 0; k < means.length; k++) {
      double before = losses[k] - means[k];
      means[k] += before / steps;
      squares[k] += before * (losses[k] - means[k]);
    }
  }

  /** Steps added. */
  public int steps() {
    return steps;
  }

  /**
   * Of the timestep at an index of the bank.
   *
   * @param confidence coverage of the interval, in (0, 1)
   */
  public MeanLoss loss(int index, double confidence) {
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
    double error = steps < 2 ? 0 : Math.sqrt(squares[index] / (steps - 1.0) / steps);
    return new MeanLoss(means[index], means[index] - z * error, means[index] + z * error);
  }
}
