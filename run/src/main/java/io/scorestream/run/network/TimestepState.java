package io.scorestream.run.network;

import java.util.Arrays;

/**
 * All that training one timestep's network has come to: with it, training goes on in the same bits.
 *
 * <p>The arrays have one number per parameter, in the order of {@link NetworkShape#tensors()}, each
 * tensor row-major. They are not copied: whoever makes a state gives them away. Two states are
 * equal when every number has the same bits.
 *
 * @param weights what Adam moves
 * @param firstMoments Adam's running mean of the gradient
 * @param secondMoments Adam's running mean of its square, at least 0
 * @param averages running mean of the weights; empty where none is kept
 * @param step updates done so far, at least 0
 */
@SuppressWarnings("ArrayRecordComponent")
public record TimestepState(
    float[] weights, float[] firstMoments, float[] secondMoments, float[] averages, long step) {

  private static final float[] NONE = {};

  /** Checks that the parts fit each other; throws {@link IllegalArgumentException}. */
  public TimestepState {
    if (firstMoments.length != weights.length || secondMoments.length != weights.length) {
      throw new IllegalArgumentException(
          "a state of %s weights, %s first and %s second moments; the three must be equally many"
              .formatted(weights.length, firstMoments.length, secondMoments.length));
    }
    if (averages.length != 0 && averages.length != weights.length) {
      throw new IllegalArgumentException(
          "a state of %s weights and running means of %s; give as many, or none"
              .formatted(weights.length, averages.length));
    }
    if (step < 0) {
      throw new IllegalArgumentException("a state after " + step + " steps; give at least 0");
    }
  }

  /** A state without running means. */
  public TimestepState(float[] weights, float[] firstMoments, float[] secondMoments, long step) {
    this(weights, firstMoments, secondMoments, NONE, step);
  }

  /** What {@code score} is computed with: the running means where they are kept. */
  public float[] scored() {
    return averages.length == 0 ? weights : averages;
  }

  /**
   * Refuses a state that is not of a network's shape or holds a number that is not finite.
   *
   * @param timestep whose state this is, for the message
   * @throws IllegalArgumentException if so
   */
  public void requireFits(NetworkShape network, int timestep) {
    if (weights.length != network.parameters()) {
      throw new IllegalArgumentException(
          "state of timestep %s has %s weights and %s needs %s; restore it to the network it was saved from"
              .formatted(timestep, weights.length, network, network.parameters()));
    }
    if (!Finite.all(weights)
        || !Finite.all(firstMoments)
        || !Finite.all(secondMoments)
        || !Finite.all(averages)) {
      throw new IllegalArgumentException(
          "state of timestep %s after %s steps holds a number that is not finite; restore an earlier one"
              .formatted(timestep, step));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TimestepState that
        && step == that.step
        && Arrays.equals(weights, that.weights)
        && Arrays.equals(firstMoments, that.firstMoments)
        && Arrays.equals(secondMoments, that.secondMoments)
        && Arrays.equals(averages, that.averages);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(step) + Arrays.hashCode(weights);
  }

  @Override
  public String toString() {
    return "TimestepState[%s weights, step=%s]".formatted(weights.length, step);
  }
}
