package io.scorestream.run.network;

import java.util.Arrays;

/**
 * A network as it answers.
 *
 * <p>The arrays have one number per parameter, in the order of {@link NetworkShape#tensors()}, each
 * tensor row-major. They are not copied: whoever makes this gives them away. Two are equal when
 * every number has the same bits.
 *
 * @param weights what Adam moves
 * @param averages running mean of the weights; empty where none is kept
 * @param step updates done so far, at least 0
 */
@SuppressWarnings("ArrayRecordComponent")
public record NetworkWeights(float[] weights, float[] averages, long step) {

  private static final float[] NONE = {};

  /** Checks that the parts fit each other; throws {@link IllegalArgumentException}. */
  public NetworkWeights {
    if (averages.length != 0 && averages.length != weights.length) {
      throw new IllegalArgumentException(
          "%s weights and running means of %s; give as many, or none"
              .formatted(weights.length, averages.length));
    }
    if (step < 0) {
      throw new IllegalArgumentException("weights after " + step + " steps; give at least 0");
    }
  }

  /** Weights without running means. */
  public NetworkWeights(float[] weights, long step) {
    this(weights, NONE, step);
  }

  /** What scores are computed with: the running means where they are kept. */
  public float[] scored() {
    return averages.length == 0 ? weights : averages;
  }

  /** Whether every number is: training that has diverged leaves others. */
  public boolean isFinite() {
    return Finite.all(weights) && Finite.all(averages);
  }

  /**
   * Refuses weights that are not of a network's shape or hold a number that is not finite.
   *
   * @param number of the network, for the message
   * @throws IllegalArgumentException if so
   */
  public void requireFits(NetworkShape shape, int number) {
    if (weights.length != shape.parameters()) {
      throw new IllegalArgumentException(
          "network %s has %s weights and %s needs %s; restore it to the shape it was saved from"
              .formatted(number, weights.length, shape, shape.parameters()));
    }
    if (!isFinite()) {
      throw new IllegalArgumentException(
          "network %s after %s steps has a weight that is not finite; restore an earlier one"
              .formatted(number, step));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NetworkWeights that
        && step == that.step
        && Arrays.equals(weights, that.weights)
        && Arrays.equals(averages, that.averages);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(step) + Arrays.hashCode(weights);
  }

  @Override
  public String toString() {
    return "NetworkWeights[%s weights, step=%s]".formatted(weights.length, step);
  }
}
