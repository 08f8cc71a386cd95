package io.scorestream.diffusion.sampling;

import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;

/**
 * One step back in time, {@code x_{k−1} = a_k x_k + b_k ŝ(x_k) + c_k ξ} with {@code ξ ~ N(0, I)},
 * over {@code h = τ_k − τ_{k−1}}.
 */
public enum ReverseUpdate {
  /**
   * The reverse equation solved exactly with the score frozen over the step: {@code a = e^h},
   * {@code b = 2(e^h − 1)}, {@code c = √(e^{2h} − 1)}, on the last step too. Gupta et al. (NeurIPS
   * 2024), eq. 13.
   */
  EXPONENTIAL_INTEGRATOR {
    @Override
    public Coefficients coefficients(TimeGrid grid, int timestep) {
      double h = grid.step(timestep);
      return new Coefficients(Math.exp(h), 2 * Math.expm1(h), Math.sqrt(Math.expm1(2 * h)));
    }
  },

  /**
   * Ho, Jain, Abbeel (NeurIPS 2020), algorithm 2, with variance {@code β_k}: in Ornstein–Uhlenbeck
   * times {@code a = e^h}, {@code b = e^h − e^{−h}}, {@code c² = 1 − e^{−2h}}; no noise on the last
   * step.
   */
  HO_BETA {
    @Override
    public Coefficients coefficients(TimeGrid grid, int timestep) {
      return ho(grid, timestep, 1);
    }
  },

  /**
   * As {@link #HO_BETA} with the smaller variance {@code β̃_k = β_k (1 − ᾱ_{k−1})/(1 − ᾱ_k)}; no
   * noise on the last step.
   */
  HO_BETA_TILDE {
    @Override
    public Coefficients coefficients(TimeGrid grid, int timestep) {
      double before = OrnsteinUhlenbeck.variance(grid.time(timestep - 1));
      double now = OrnsteinUhlenbeck.variance(grid.time(timestep));
      return ho(grid, timestep, before / now);
    }
  };

  /** The factors of the step from {@code τ_k} to {@code τ_{k−1}}, {@code timestep = k} in 1..N. */
  public abstract Coefficients coefficients(TimeGrid grid, int timestep);

  /**
   * The factors of one step.
   *
   * @param position {@code a_k}, at least 1
   * @param score {@code b_k}, above 0
   * @param noise {@code c_k}, at least 0
   */
  public record Coefficients(double position, double score, double noise) {}

  private static Coefficients ho(TimeGrid grid, int timestep, double shareOfBeta) {
    double h = grid.step(timestep);
    double beta = -Math.expm1(-2 * h);
    double noise = timestep == 1 ? 0 : Math.sqrt(beta * shareOfBeta);
    return new Coefficients(Math.exp(h), 2 * Math.sinh(h), noise);
  }
}
