package io.scorestream.diffusion.sampling;

import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;

/**
 * One step back in time, {@code x_{k−1} = a_k x_k + b_k ŝ(x_k) + p_k D_{k+1} + c_k ξ} with {@code ξ
 * ~ N(0, I)}, over {@code h = τ_k − τ_{k−1}}. {@code D_{k+1}} is what the step before took for the
 * data: {@code D = (x + σ²ŝ)/e^{−τ}}, the mean of x_0 given x (Tweedie).
 *
 * <p>The first four follow the reverse stochastic equation. The others follow the ordinary one of
 * equal laws, {@code dx/dτ = −x − ŝ}, the probability flow (Song et al., ICLR 2021, eq. 13), and
 * are a function of what they begin with: bounds by Girsanov's theorem, as Gupta et al. have them,
 * do not hold for these.
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
   * The reverse equation in the mean of the data, {@code D = (x + σ²ŝ)/e^{−τ}}, which is on the
   * line through its last two values over {@code λ = ln(α/σ)}: of second order with one score a
   * step, and with noise on each, also the last. The first step has D frozen. It is the two-step
   * exponential Adams method (Hochbruck, Ostermann, <i>Exponential integrators</i>, 2010, section
   * 2.5), and what SDE-DPM-Solver++ 2M (Lu et al. 2022) is up to terms of third order.
   */
  SDE_MULTISTEP {
    @Override
    public Coefficients coefficients(TimeGrid grid, int timestep) {
      return multistep(grid, timestep, SDE);
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
      return DataMean.over(grid, timestep, FLOW).weighed(1, 0);
    }
  },

  /**
   * The probability flow in the mean of the data, as {@link #SDE_MULTISTEP} takes the reverse
   * equation: what DPM-Solver++ 2M is up to terms of third order. Of all updates it needs the
   * fewest steps.
   */
  FLOW_MULTISTEP {
    @Override
    public Coefficients coefficients(TimeGrid grid, int timestep) {
      return multistep(grid, timestep, FLOW);
    }
  };

  /** How fast what is known of the data replaces noise, per λ: {@code x′ = e^{−l·rate} …}. */
  private static final int FLOW = 1;

  private static final int SDE = 2;

  /** The factors of the step from {@code τ_k} to {@code τ_{k−1}}, {@code timestep = k} in 1..N. */
  public abstract Coefficients coefficients(TimeGrid grid, int timestep);

  /** Whether it draws no noise but what it begins with. */
  public boolean isDeterministic() {
    return this == PROBABILITY_FLOW || this == DDIM || this == FLOW_MULTISTEP;
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

  private static Coefficients multistep(TimeGrid grid, int timestep, int rate) {
    DataMean step = DataMean.over(grid, timestep, rate);
    if (timestep == grid.steps()) {
      return step.weighed(1, 0);
    }
    double slope = step.line() / DataMean.over(grid, timestep + 1, rate).stride();
    return step.weighed(1 + slope, -slope);
  }

  /**
   * A step solved exactly for a D that is known: {@code (σ′/σ) e^{−(r−1)l} x + α′ ∫ r e^{−r(l−z)}
   * D(z) dz + σ′ √(1 − e^{−2(r−1)l}) ξ}, where the prime is after the step, l is how far it goes in
   * λ, and r is 1 along the flow and 2 with noise.
   *
   * @param position what x has in it
   * @param data what a frozen D has
   * @param line what a D that grows by 1 per λ has besides, in units of {@code data}
   * @param noise what ξ has
   * @param stride {@code l}
   * @param signal {@code α} before the step
   * @param variance {@code σ²} before the step
   */
  private record DataMean(
      double position,
      double data,
      double line,
      double noise,
      double stride,
      double signal,
      double variance) {

    static DataMean over(TimeGrid grid, int timestep, int rate) {
      double from = grid.time(timestep);
      double to = grid.time(timestep - 1);
      double sigma = OrnsteinUhlenbeck.sigma(to);
      double shrink = sigma / OrnsteinUhlenbeck.sigma(from);
      double stride = grid.step(timestep) - Math.log(shrink);
      double gained = -Math.expm1(-rate * stride);
      return new DataMean(
          shrink * Math.exp(-(rate - 1) * stride),
          OrnsteinUhlenbeck.signal(to) * gained,
          stride / gained - 1.0 / rate,
          sigma * Math.sqrt(-Math.expm1(-2 * (rate - 1) * stride)),
          stride,
          OrnsteinUhlenbeck.signal(from),
          OrnsteinUhlenbeck.variance(from));
    }

    /** With {@code now·D_k + before·D_{k+1}} in the place of D. */
    Coefficients weighed(double now, double before) {
      double perData = data * now / signal;
      return new Coefficients(position + perData, perData * variance, noise, data * before);
    }
  }
}
