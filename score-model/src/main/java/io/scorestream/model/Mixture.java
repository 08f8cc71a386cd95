package io.scorestream.model;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Samples and noise as the networks of a group see them. See {@link
 * io.scorestream.run.network.Preconditioning} for the notation.
 *
 * @param y what enters the networks, {@code (α/√v)·x_0 + β·ε}, {@code [T, rows, d]}
 * @param target what they should answer, {@code u = α·ε − (β/√v)·x_0}, {@code [T, rows, d]}
 * @param signalShare {@code α}, {@code [T, 1, d]}
 */
record Mixture(Operand<TFloat32> y, Operand<TFloat32> target, Operand<TFloat32> signalShare) {

  /**
   * Mixes one batch.
   *
   * @param mixing of {@link BankConstants}, {@code [4, T, 1, d]}
   * @param x0 {@code [rows, d]}
   * @param noise {@code [T, rows, d]}
   */
  static Mixture of(
      Ops tf, Operand<TFloat32> mixing, Operand<TFloat32> x0, Operand<TFloat32> noise) {
    List<Operand<TFloat32>> shares =
        List.copyOf(tf.unstack(mixing, (long) BankConstants.SHARES).output());
    return new Mixture(
        tf.math.add(tf.math.mul(shares.get(2), x0), tf.math.mul(shares.get(1), noise)),
        tf.math.sub(tf.math.mul(shares.get(0), noise), tf.math.mul(shares.get(3), x0)),
        shares.get(0));
  }
}
