package io.scorestream.run.network;

/** The function between two layers of a score network, taken entry by entry. */
public enum Activation {
  /** {@code max(0, x)}; the cheapest, and the one of the paper's theorems. */
  RELU(Math.sqrt(2)),
  /** {@code x} for positive {@code x}, else {@code e^x − 1}. */
  ELU(Math.sqrt(2)),
  /** Hyperbolic tangent. */
  TANH(1),
  /** {@code x · sigmoid(x)}; the dearest, a step takes half as long again as with {@link #RELU}. */
  SILU(Math.sqrt(2));

  private final double gain;

  Activation(double gain) {
    this.gain = gain;
  }

  /**
   * What a layer's first weights are multiplied by, over one by the root of its inputs, so that the
   * size of a signal stays the same from layer to layer. He et al. 2015 for {@link #RELU} and what
   * is near it, LeCun et al. 1998 for {@link #TANH}.
   */
  public double gain() {
    return gain;
  }
}
