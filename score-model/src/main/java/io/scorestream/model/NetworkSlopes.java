package io.scorestream.model;

import io.scorestream.run.network.NetworkShape;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * Losses of networks on one batch, and the slope of their weighted sum along every weight, by
 * reverse accumulation. It is written out, and not derived by TensorFlow, since the operations
 * decide what XLA makes of them; see {@link Layers}.
 *
 * @param losses each timestep's mean of {@code (ε̂ − ε)²}, {@code [T]}
 * @param gradients one per tensor of {@link NetworkShape#tensors}, of its shape
 */
record NetworkSlopes(Operand<TFloat32> losses, List<Operand<TFloat32>> gradients) {

  /**
   * Takes losses and slopes.
   *
   * @param weights every tensor, {@code [n, rows, columns]}
   * @param constants of {@link Layers#of}
   */
  static NetworkSlopes of(
      Ops tf,
      NetworkShape network,
      List<Operand<TFloat32>> weights,
      ShownBatch batch,
      NamedOperands constants) {
    Mixture seen = batch.seen();
    Layers layers = Layers.of(tf, network, weights, batch.input(), constants);
    Operand<TFloat32> error =
        tf.math.mul(seen.signalShare(), tf.math.sub(layers.answer(), seen.target()));
    Operand<TFloat32> ofRows =
        tf.math.mean(tf.math.square(error), tf.constant(2), Mean.keepDims(true));
    Operand<TFloat32> scale =
        tf.math.mul(
            tf.math.mul(seen.signalShare(), batch.weights()),
            tf.constant(2f / network.dimension()));
    return new NetworkSlopes(batch.losses(tf, ofRows), layers.slopes(tf.math.mul(error, scale)));
  }
}
