package io.scorestream.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
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
 * @param objective the weight of each timestep's loss, {@code [T, 1, 1]}
 * @param features of the times, {@code [T, 1, F]}; {@code null} where networks are not shared
 */
record Mixture(
    Operand<TFloat32> y,
    Operand<TFloat32> target,
    Operand<TFloat32> signalShare,
    Operand<TFloat32> objective,
    @Nullable Operand<TFloat32> features) {

  /** Shares that a mixture is made with: {@code α}, {@code β}, {@code α/√v} and {@code β/√v}. */
  static final int SHARES = 4;

  /**
   * Mixes one batch.
   *
   * @param arguments {@code mixing [4, T, 1, d]}, {@code objective} and {@code features}
   * @param x0 {@code [rows, d]}
   * @param noise {@code [T, rows, d]}
   */
  static Mixture of(
      Ops tf, NamedOperands arguments, Operand<TFloat32> x0, Operand<TFloat32> noise) {
    List<Operand<TFloat32>> shares =
        List.copyOf(tf.unstack(arguments.floats("mixing"), (long) SHARES).output());
    return new Mixture(
        tf.math.add(tf.math.mul(shares.get(2), x0), tf.math.mul(shares.get(1), noise)),
        tf.math.sub(tf.math.mul(shares.get(0), noise), tf.math.mul(shares.get(3), x0)),
        shares.get(0),
        arguments.floats("objective"),
        arguments.byName().containsKey("features") ? arguments.floats("features") : null);
  }
}
