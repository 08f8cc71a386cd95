package io.scorestream.model;

import io.scorestream.run.network.NetworkShape;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * One timestep's network out of a part of a bank, as operations.
 *
 * @param part {@code weights_… [n, ·, ·]}, {@code networks [T]}, the place among them of each
 *     timestep's, {@code scales} or {@code mixing} of {@link BankConstants}, {@code features} where
 *     networks see the time, and {@code pixels} where they are convolutional
 * @param index of the timestep in the part, scalar
 */
record TimestepNetwork(Ops tf, NetworkShape network, NamedOperands part, Operand<TInt32> index) {

  /**
   * {@code −ε̂(x)/σ}.
   *
   * @param x {@code [1, rows, d]}
   * @return {@code [1, rows, d]}
   */
  Operand<TFloat32> score(Operand<TFloat32> x) {
    List<Operand<TFloat32>> scales =
        List.copyOf(tf.unstack(part.floats("scales"), (long) BankConstants.SCALES).output());
    Operand<TFloat32> y = tf.math.mul(x, own(scales.get(0)));
    return tf.math.add(
        tf.math.mul(y, own(scales.get(1))), tf.math.mul(answer(y), own(scales.get(2))));
  }

  /**
   * The mean over coordinates of {@code (ε̂ − ε)²}, of each row.
   *
   * @param x0 {@code [rows, d]}
   * @param noise {@code ε}, {@code [1, rows, d]}
   * @return {@code [1, rows]}
   */
  Operand<TFloat32> loss(Operand<TFloat32> x0, Operand<TFloat32> noise) {
    Operand<TFloat32> mixing =
        tf.gather(part.floats("mixing"), tf.expandDims(index, tf.constant(0)), tf.constant(1));
    Mixture seen = Mixture.of(tf, mixing, x0, noise);
    Operand<TFloat32> error =
        tf.math.mul(seen.signalShare(), tf.math.sub(answer(seen.y()), seen.target()));
    return tf.math.mean(tf.math.square(error), tf.constant(2));
  }

  /** {@code F(y)}. */
  private Operand<TFloat32> answer(Operand<TFloat32> y) {
    return Layers.of(tf, network, weights(), network.seesTime() ? withTime(y) : y, part).answer();
  }

  /** With the time's features in every row. */
  private Operand<TFloat32> withTime(Operand<TFloat32> y) {
    Operand<TFloat32> perRow = tf.math.mean(tf.zerosLike(y), tf.constant(2), Mean.keepDims(true));
    Operand<TFloat32> features = own(part.floats("features"));
    return tf.concat(List.of(y, tf.math.add(perRow, features)), tf.constant(2));
  }

  private List<Operand<TFloat32>> weights() {
    Operand<TInt32> place = GraphOps.at(tf, part.ints("networks"), index);
    return network.tensors().stream()
        .map(tensor -> part.floats(StatePart.WEIGHTS.nameOf(tensor)))
        .map(all -> GraphOps.only(tf, all, place))
        .toList();
  }

  /** This timestep's. */
  private Operand<TFloat32> own(Operand<TFloat32> all) {
    return GraphOps.only(tf, all, index);
  }
}
