package io.scorestream.run.network;

/**
 * The constants of Adam (Kingma and Ba 2015, algorithm 1); the learning rate comes with each step.
 *
 * @param beta1 decay of the first moment, in [0, 1)
 * @param beta2 decay of the second moment, in [0, 1)
 * @param epsilon added to the root of the second moment, above 0
 */
public record Adam(double beta1, double beta2, double epsilon) {
  /** Checks the ranges; throws {@link IllegalArgumentException}. */
  public Adam {
    if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1 && epsilon > 0)) {
      throw new IllegalArgumentException(
          "beta1=%s, beta2=%s, epsilon=%s; give betas in [0, 1) and an epsilon above 0"
              .formatted(beta1, beta2, epsilon));
    }
  }

  /** The paper's own constants: 0.9, 0.999 and 1e-8. */
  public static Adam standard() {
    return new Adam(0.9, 0.999, 1e-8);
  }
}
