package io.scorestream.diffusion.grid;

import java.util.function.DoubleUnaryOperator;

/** How the times between {@code t_min} and {@code T} are spaced. */
public enum TimeGridKind {
  /**
   * {@code τ_k − τ_{k−1} = κ·min(1, τ_{k−1})}: geometric below time 1, even above it, with the κ
   * that takes exactly N steps. For small κ it is about {@code (T − 1 + ln(1/t_min))/N}. Benton, De
   * Bortoli, Doucet, Deligiannidis, <i>Nearly d-linear convergence bounds for diffusion models via
   * stochastic localization</i> (ICLR 2024).
   */
  BENTON {
    @Override
    double[] times(double end, double start, int steps) {
      return BentonTimes.of(end, start, steps);
    }
  },

  /**
   * {@code τ_k = t_min (T/t_min)^{k/N}}: a constant ratio of neighbouring times. Chen, Lee, Lu,
   * <i>Improved analysis of score-based generative modeling</i> (2022), arXiv 2211.01916.
   */
  GEOMETRIC {
    @Override
    double[] times(double end, double start, int steps) {
      double[] times = new double[steps + 1];
      for (int k = 0; k <= steps; k++) {
        times[k] = start * Math.pow(end / start, (double) k / steps);
      }
      return times;
    }
  },

  /** {@code τ_k = t_min + k (T − t_min)/N}: a constant step. */
  UNIFORM {
    @Override
    double[] times(double end, double start, int steps) {
      double[] times = new double[steps + 1];
      for (int k = 0; k <= steps; k++) {
        times[k] = start + (end - start) * k / steps;
      }
      return times;
    }
  },

  /**
   * The shape of the linear β schedule (1000 steps, β from 1e-4 to 0.02) of Ho, Jain, Abbeel,
   * <i>Denoising diffusion probabilistic models</i> (NeurIPS 2020). Its own times {@code τ = −½ ln
   * ᾱ}, which run from 5.0e-5 to 5.06, are read at {@code N + 1} evenly spaced step numbers from 1
   * to 1000 and mapped affinely to {@code [t_min, T]}. With {@code N = 999} and Ho's own end times
   * the map is the identity.
   */
  LINEAR_BETA {
    @Override
    double[] times(double end, double start, int steps) {
      return LinearBetaTimes.of(end, start, steps);
    }
  },

  /**
   * Even in the logarithm of the signal-to-noise ratio {@code e^{−2τ}/σ_τ²}. Kingma, Salimans,
   * Poole, Ho, <i>Variational diffusion models</i> (NeurIPS 2021).
   */
  LOG_SNR {
    @Override
    double[] times(double end, double start, int steps) {
      return even(
          Math.log(Math.expm1(2 * start)),
          Math.log(Math.expm1(2 * end)),
          steps,
          minusLogSnr -> 0.5 * Math.log1p(Math.exp(minusLogSnr)));
    }
  },

  /**
   * Even in the 7th root of the noise-to-signal ratio {@code σ_τ e^τ}. Karras, Aittala, Aila,
   * Laine, <i>Elucidating the design space of diffusion-based generative models</i> (NeurIPS 2022),
   * eq. 5.
   */
  KARRAS {
    @Override
    double[] times(double end, double start, int steps) {
      return even(
          Math.pow(Math.expm1(2 * start), 1.0 / 14),
          Math.pow(Math.expm1(2 * end), 1.0 / 14),
          steps,
          root -> 0.5 * Math.log1p(Math.pow(root, 14)));
    }
  },

  /**
   * Even in the angle {@code arccos e^{−τ}}, the cosine schedule without its offset. Nichol,
   * Dhariwal, <i>Improved denoising diffusion probabilistic models</i> (ICML 2021), eq. 17.
   */
  COSINE {
    @Override
    double[] times(double end, double start, int steps) {
      return even(angle(start), angle(end), steps, angle -> -Math.log(Math.cos(angle)));
    }
  };

  /**
   * The {@code steps + 1} increasing times whose first and last are start and end up to rounding.
   */
  abstract double[] times(double end, double start, int steps);

  private static double[] even(double first, double last, int steps, DoubleUnaryOperator time) {
    double[] times = new double[steps + 1];
    for (int k = 0; k <= steps; k++) {
      times[k] = time.applyAsDouble(first + (last - first) * k / steps);
    }
    return times;
  }

  private static double angle(double time) {
    return Math.atan(Math.sqrt(Math.expm1(2 * time)));
  }
}
