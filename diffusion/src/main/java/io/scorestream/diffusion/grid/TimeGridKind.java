package io.scorestream.diffusion.grid;

/** How the times between {@code t_min} and {@code T} are spaced. */
public enum TimeGridKind {
  /**
   * {@code τ_k − τ_{k−1} ≤ κ·min(1, τ_{k−1})}: geometric below time 1, even above it, with the κ
   * that takes exactly N steps. Benton, De Bortoli, Doucet, Deligiannidis, <i>Nearly d-linear
   * convergence bounds for diffusion models via stochastic localization</i> (ICLR 2024).
   */
  BENTON,
  /** {@code τ_k = t_min (T/t_min)^{k/N}}: a constant ratio of neighbouring times. */
  GEOMETRIC,
  /** {@code τ_k = t_min + k (T − t_min)/N}: a constant step. */
  UNIFORM,
  /**
   * The linear β schedule of Ho, Jain, Abbeel, <i>Denoising diffusion probabilistic models</i>
   * (NeurIPS 2020), mapped to Ornstein–Uhlenbeck times and to {@code [t_min, T]}.
   */
  LINEAR_BETA
}
