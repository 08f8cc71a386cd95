package io.scorestream.run.network;

/**
 * One matrix of a network, row-major; a layer takes row vectors from the left.
 *
 * @param name unique within its network
 * @param rows inputs of the layer, or 1 for a bias
 * @param columns units of the layer
 * @param drawn whether training starts from random numbers; from zeros otherwise
 */
public record WeightTensor(String name, int rows, int columns, boolean drawn) {
  /** Numbers in the matrix. */
  public int size() {
    return Math.multiplyExact(rows, columns);
  }
}
