package io.scorestream.run.network;

import java.util.List;

/**
 * The shape that every network of a bank has, whose {@code F} stands in {@link Preconditioning}.
 */
public sealed interface NetworkShape permits DenseShape, ConvolutionalShape {

  /** Numbers in a point, {@code d}, at least 1. */
  int dimension();

  /** {@code φ}, the function between layers. */
  Activation activation();

  /** Whether it is told the time beside the point, and so may answer for several timesteps. */
  boolean seesTime();

  /** Layers with weights between input and output, the paper's {@code D}; at least 1. */
  int depth();

  /** The weights in declared order, which is the order they have in a {@link NetworkWeights}. */
  List<WeightTensor> tensors();

  /**
   * Numbers that enter the network: the point, the time's features where it is told it, and a 1.
   */
  default int inputs() {
    return dimension() + (seesTime() ? TimeFeatures.COUNT : 0) + 1;
  }

  /** Trained numbers of one network, the paper's {@code P}. */
  default int parameters() {
    return tensors().stream().mapToInt(WeightTensor::size).reduce(0, Math::addExact);
  }
}
