package io.scorestream.diffusion.error;

/** Whether an error keeps to a target {@code (ε, δ)}, that is, whether {@code D^δ ≤ ε}. */
public enum Certification {
  /** It does, at the stated confidence. */
  CERTIFIED,
  /** It does not, at the stated confidence. */
  REFUTED,
  /** The draws do not tell. */
  UNDECIDED
}
