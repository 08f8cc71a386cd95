package io.scorestream.model;

import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Ops;
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
   * {@code a·b} over the last two axes, of matrices that are transposed first where asked. This
   * version is faster on a CPU than the one that {@link Ops} offers, and differs from it in the
   * last bits.
   */
  static Operand<TFloat32> product(
      Ops tf, Operand<TFloat32> a, Operand<TFloat32> b, boolean transposeA, boolean transposeB) {
    OperationBuilder builder = tf.scope().opBuilder("BatchMatMulV2", "product");
    builder.addInput(a.asOutput());
    builder.addInput(b.asOutput());
    builder.setAttr("adj_x", transposeA);
    builder.setAttr("adj_y", transposeB);
    return builder.build().output(0);
  }

  /** The part at an index of the first axis. */
  static <T extends TType> Operand<T> at(Ops tf, Operand<T> of, Operand<TInt32> index) {
    return tf.gather(of, index, tf.constant(0));
  }

  /** The same, with an axis of length 1 where it was taken. */
  static <T extends TType> Operand<T> only(Ops tf, Operand<T> of, Operand<TInt32> index) {
    return at(tf, of, tf.expandDims(index, tf.constant(0)));
  }

  /** With the part at an index of the first axis replaced. */
  static Operand<TFloat32> put(
      Ops tf, Operand<TFloat32> into, Operand<TInt32> index, Operand<TFloat32> part) {
    return tf.tensorScatterNdUpdate(
        into,
        tf.reshape(index, tf.constant(new int[] {1, 1})),
        tf.expandDims(part, tf.constant(0)));
  }

  /**
   * Words of the counter-based generator Philox4x32-10 (Salmon et al. 2011): four to each value of
   * the counter, so that any stretch can be drawn by itself.
   *
   * @param shape of what is drawn, in row-major order along the counter
   * @param key scalar
   * @param counter {@code [low, high]} words of the first value
   */
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
