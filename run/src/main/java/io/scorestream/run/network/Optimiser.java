package io.scorestream.run.network;

import java.util.OptionalDouble;

/**
 * How weights move at a step: Adam, and what is done to them after it.
 *
 * @param adam its constants
 * @param weightBound {@code Θ} of the class {@code F(D, P, Θ)} of Gupta et al., above 0: after each
 *     step every weight is brought back into {@code [−Θ, Θ]}; empty for no bound
 * @param averaging decay of the running mean of the weights, in (0, 1); empty for none. See {@link
 *     #averagingShare}
 */
public record Optimiser(Adam adam, OptionalDouble weightBound, OptionalDouble averaging) {

  /** Checks the ranges; throws {@link IllegalArgumentException}. */
  public Optimiser {
    weightBound.ifPresent(
        bound -> require(bound > 0 && bound < Double.POSITIVE_INFINITY, "weight bound", bound));
    averaging.ifPresent(decay -> require(decay > 0 && decay < 1, "averaging decay", decay));
  }

  /** Adam with its standard constants, and nothing after it. */
  public static Optimiser standard() {
    return new Optimiser(Adam.standard(), OptionalDouble.empty(), OptionalDouble.empty());
  }

  /**
   * The share that a step's weights have in their running mean {@code a ← a + share·(w − a)}:
   * {@code 1 − decay}, but more over the first steps, so that the mean soon forgets the random
   * weights that it started from: after step n it spans about the last {@code n/9} steps at most.
   *
   * @param step number of the step, from 0
   */
  public float averagingShare(long step) {
    double decay = Math.min(averaging.orElseThrow(), (1.0 + step) / (10.0 + step));
    return (float) (1 - decay);
  }

  private static void require(boolean holds, String name, double value) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s is %s; give a bound above 0 and a decay between 0 and 1, or leave it out"
              .formatted(name, value));
    }
  }
}
