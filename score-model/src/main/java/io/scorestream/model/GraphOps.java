package io.scorestream.model;

import io.scorestream.run.network.Activation;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Ops;
import org.tensorflow.op.random.StatelessRandomNormalV2;
import org.tensorflow.op.random.StatelessRandomUniformFullIntV2;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/** Operations of TensorFlow that its Java interface lacks or wraps in a slower form. */
final class GraphOps {
  private static final int PHILOX = 1;

  private GraphOps() {}

  /**
   * {@code a·b} over the last two axes. This version is faster on a CPU than the one that {@link
   * Ops} offers, and differs from it in the last bits.
   */
  static Operand<TFloat32> product(Ops tf, Operand<TFloat32> a, Operand<TFloat32> b) {
    return product(tf, a, b, false, false);
  }

  /** The same, of matrices that are transposed first where asked. */
  static Operand<TFloat32> product(
      Ops tf, Operand<TFloat32> a, Operand<TFloat32> b, boolean transposeA, boolean transposeB) {
    OperationBuilder builder = tf.scope().opBuilder("BatchMatMulV2", "product");
    builder.addInput(a.asOutput());
    builder.addInput(b.asOutput());
    builder.setAttr("adj_x", transposeA);
    builder.setAttr("adj_y", transposeB);
    return builder.build().output(0);
  }

  static Operand<TFloat32> activate(Ops tf, Activation activation, Operand<TFloat32> x) {
    return switch (activation) {
      case RELU -> tf.nn.relu(x);
      case ELU -> tf.nn.elu(x);
      case TANH -> tf.math.tanh(x);
      case SILU -> tf.math.mul(x, tf.math.sigmoid(x));
    };
  }

  /**
   * Standard normal numbers from the counter-based generator Philox4x32-10 (Salmon et al. 2011):
   * four numbers to each value of the counter, so that any stretch can be drawn by itself.
   *
   * @param shape of what is drawn, in row-major order along the counter
   * @param key scalar
   * @param counter {@code [low, high]} words of the first value
   */
  static Operand<TFloat32> normals(
      Ops tf, Operand<TInt64> shape, Operand<TInt64> key, Operand<TInt64> counter) {
    return StatelessRandomNormalV2.create(
        tf.scope(),
        shape,
        unsigned(tf, tf.expandDims(key, tf.constant(0))),
        unsigned(tf, counter),
        tf.constant(PHILOX));
  }

  /** The generator's words themselves, as {@link #normals} takes them. */
  static Operand<TInt32> words(
      Ops tf, Operand<TInt64> shape, Operand<TInt64> key, Operand<TInt64> counter) {
    return StatelessRandomUniformFullIntV2.create(
        tf.scope(),
        shape,
        unsigned(tf, tf.expandDims(key, tf.constant(0))),
        unsigned(tf, counter),
        tf.constant(PHILOX),
        TInt32.class);
  }

  private static Operand<TType> unsigned(Ops tf, Operand<TInt64> words) {
    OperationBuilder builder = tf.scope().opBuilder("Bitcast", "unsigned");
    builder.addInput(words.asOutput());
    builder.setAttr("type", DataType.DT_UINT64);
    return builder.build().output(0);
  }
}
