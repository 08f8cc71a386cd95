package io.scorestream.model;

import io.scorestream.run.network.Activation;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** An {@link Activation} as operations, with its derivative for the way back. */
final class Activations {
  private Activations() {}

  /**
   * Units of one layer.
   *
   * @param value {@code φ(z)}
   * @param derivative {@code φ′(z)}
   */
  record Unit(Operand<TFloat32> value, Operand<TFloat32> derivative) {}

  /** {@code φ}, entry by entry. */
  static Unit of(Ops tf, Activation activation, Operand<TFloat32> z) {
    Operand<TFloat32> one = tf.constant(1f);
    return switch (activation) {
      case RELU -> {
        Operand<TFloat32> unit = tf.nn.relu(z);
        yield new Unit(
            unit, tf.dtypes.cast(tf.math.greater(unit, tf.zerosLike(unit)), TFloat32.class));
      }
      case ELU -> {
        Operand<TFloat32> unit = tf.nn.elu(z);
        yield new Unit(unit, tf.math.add(one, tf.math.minimum(unit, tf.zerosLike(unit))));
      }
      case TANH -> {
        Operand<TFloat32> unit = tf.math.tanh(z);
        yield new Unit(unit, tf.math.sub(one, tf.math.square(unit)));
      }
      case SILU -> {
        Operand<TFloat32> gate = tf.math.sigmoid(z);
        Operand<TFloat32> unit = tf.math.mul(z, gate);
        yield new Unit(unit, tf.math.add(gate, tf.math.mul(unit, tf.math.sub(one, gate))));
      }
    };
  }
}
