package io.scorestream.run.network;

import java.util.Arrays;

/**
 * All that training one network has come to: with it, training goes on in the same bits.
 *
 * <p>The moments are in the order of the weights, and not copied either. Two states are equal when
 * every number has the same bits.
 *
 * @param weights the network as it answers
 * @param firstMoments Adam's running mean of the gradient
 * @param secondMoments Adam's running mean of its square, at least 0
 */
@SuppressWarnings("ArrayRecordComponent")
public record NetworkState(NetworkWeights weights, float[] firstMoments, float[] secondMoments) {

  /** Checks that the parts fit each other; throws {@link IllegalArgumentException}. */
  public NetworkState {
    int parameters = weights.weights().length;
    if (firstMoments.length != parameters || secondMoments.length != parameters) {
      throw new IllegalArgumentException(
          "a state of %s weights, %s first and %s second moments; the three must be equally many"
              .formatted(parameters, firstMoments.length, secondMoments.length));
    }
  }

  /** Updates done so far. */
  public long step() {
    return weights.step();
  }

  /**
   * Refuses a state that is not of a network's shape or holds a number that is not finite.
   *
   * @param number of the network, for the message
   * @throws IllegalArgumentException if so
   */
  public void requireFits(NetworkShape shape, int number) {
    weights.requireFits(shape, number);
    if (!Finite.all(firstMoments) || !Finite.all(secondMoments)) {
      throw new IllegalArgumentException(
          "network %s after %s steps has a moment that is not finite; restore an earlier state"
              .formatted(number, step()));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NetworkState that
        && weights.equals(that.weights)
        && Arrays.equals(firstMoments, that.firstMoments)
        && Arrays.equals(secondMoments, that.secondMoments);
  }

  @Override
  public int hashCode() {
    return weights.hashCode();
  }

  @Override
  public String toString() {
    return "NetworkState[%s weights, step=%s]".formatted(weights.weights().length, step());
  }
}
