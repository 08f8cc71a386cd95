package io.scorestream.model;

import io.scorestream.run.network.ConvolutionalShape;
import io.scorestream.run.network.DenseShape;
import io.scorestream.run.network.NetworkShape;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The layers of n networks of one shape, side by side, at work on one input. For one graph. */
sealed interface Layers permits DenseLayers, ConvolutionalLayers {

  /**
   * The layers of a shape.
   *
   * @param weights every tensor, {@code [n, ·, ·]}
   * @param input {@code [n, rows, i−1]}: points, and the times' features where they are told them
   * @param constants {@code pixels [1, d, H·W·C]} where it is convolutional
   */
  static Layers of(
      Ops tf,
      NetworkShape network,
      List<Operand<TFloat32>> weights,
      Operand<TFloat32> input,
      NamedOperands constants) {
    if (network instanceof ConvolutionalShape images) {
      return new ConvolutionalLayers(tf, images, weights, input, constants.floats("pixels"));
    }
    return new DenseLayers(tf, (DenseShape) network, weights, input);
  }

  /** {@code F} of each network, {@code [n, rows, d]}. */
  Operand<TFloat32> answer();

  /**
   * The slopes along the weights, one per tensor and of its shape; after the answer.
   *
   * @param slope along the answer
   */
  List<Operand<TFloat32>> slopes(Operand<TFloat32> slope);
}
