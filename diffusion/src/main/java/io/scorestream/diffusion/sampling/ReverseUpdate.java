package io.scorestream.diffusion.sampling;

import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;

/**
 * One step back in time, {@code x_{k−1} = a_k x_k + b_k ŝ(x_k) + p_k D_{k+1} + c_k ξ} with {@code ξ
 * ~ N(0, I)}, over {@code h = τ_k − τ_{k−1}}. {@code D_{k+1}} is what the step before took for the
 * data: {@code D = (x + σ²ŝ)/e^{−τ}}, the mean of x_0 given x (Tweedie).
 *
 * <p>The first three follow the reverse stochastic equation; the others the ordinary one of equal
 * laws, {@code dx/dτ = −x − ŝ}, the probability flow (Song et al., ICLR 2021, eq. 13), and are a
 * function of what they begin with.
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
      return new Coefficients(Math.exp(h), 2 * Math.expm1(h), Math.sqrt(Math.expm1(2 * h)), 0);
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
  },

  /**
   * The probability flow solved exactly with the score frozen over the step: {@code a = e^h},
   * {@code b = e^h − 1}.
   */
  PROBABILITY_FLOW {
    @Override
    public Coefficients coefficients(TimeGrid grid, int timestep) {
      double h = grid.step(timestep);
      return new Coefficients(Math.exp(h), Math.expm1(h), 0, 0);
    }
  },

  /**
   * The probability flow with the mean of the data frozen over the step. Song, Meng, Ermon,
   * <i>Denoising Diffusion Implicit Models</i> (ICLR 2021), eq. 12 with {@code σ = 0}.
   */
  DDIM {
    @Override
    public Coefficients coefficients(TimeGrid grid, int timestep) {
      return Frozen.over(grid, timestep).along(1, 0);
    }
  },

  /**
   * As {@link #DDIM} with the mean of the data on the line through its last two values, over {@code
   * λ = ln(α/σ)}: of second order with one score a step. The first step is {@link #DDIM}'s. It is
   * the two-step exponential Adams method (Hochbruck, Ostermann, <i>Exponential integrators</i>,
   * 2010, section 2.5), and what DPM-Solver++ 2M (Lu et al. 2022) is up to terms of third order.
   */
  MULTISTEP {
    @Override
    public Coefficients coefficients(TimeGrid grid, int timestep) {
      Frozen step = Frozen.over(grid, timestep);
      if (timestep == grid.steps()) {
        return step.along(1, 0);
      }
      double slope = step.line() / Frozen.over(grid, timestep + 1).stride();
      return step.along(1 + slope, -slope);
    }
  };

  /** The factors of the step from {@code τ_k} to {@code τ_{k−1}}, {@code timestep = k} in 1..N. */
  public abstract Coefficients coefficients(TimeGrid grid, int timestep);

  /** Whether it draws no noise but what it begins with. */
  public boolean isDeterministic() {
    return this == PROBABILITY_FLOW || this == DDIM || this == MULTISTEP;
  }

  /**
   * The factors of one step.
   *
   * @param position {@code a_k}, above 0
   * @param score {@code b_k}, above 0
   * @param noise {@code c_k}, at least 0
   * @param memory {@code p_k}, at most 0
   */
  public record Coefficients(double position, double score, double noise, double memory) {}

  private static Coefficients ho(TimeGrid grid, int timestep, double shareOfBeta) {
    double h = grid.step(timestep);
    double beta = -Math.expm1(-2 * h);
    double noise = timestep == 1 ? 0 : Math.sqrt(beta * shareOfBeta);
    return new Coefficients(Math.exp(h), 2 * Math.sinh(h), noise, 0);
  }

  /**
   * A step of the flow with D frozen: {@code (σ′/σ) x + α′(1 − e^{−l}) D}, where the prime is after
   * the step, and l how far it goes in {@code λ}.
   *
   * @param position {@code σ′/σ}
   * @param data {@code α′(1 − e^{−l})}
   * @param stride {@code l}
   */
  private record Frozen(
      double position, double data, double stride, double signal, double variance) {

    static Frozen over(TimeGrid grid, int timestep) {
      double from = grid.time(timestep);
      double to = grid.time(timestep - 1);
      double position = OrnsteinUhlenbeck.sigma(to) / OrnsteinUhlenbeck.sigma(from);
      double stride = grid.step(timestep) - Math.log(position);
      return new Frozen(
          position,
          -OrnsteinUhlenbeck.signal(to) * Math.expm1(-stride),
          stride,
          OrnsteinUhlenbeck.signal(from),
          OrnsteinUhlenbeck.variance(from));
    }

    /** What a D that grows by 1 per λ adds, in units of {@link #data}. */
    double line() {
      return (stride + Math.expm1(-stride)) / -Math.expm1(-stride);
    }

    /** With {@code now·D_k + before·D_{k+1}} in the place of D. */
    Coefficients along(double now, double before) {
      double perData = data * now / signal;
      return new Coefficients(position + perData, perData * variance, 0, data * before);
    }
  }
}
