package io.scorestream.model;

import io.scorestream.run.network.Timestep;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The noise of each timestep, a function of (seed, stream, timestep number, rows) alone: it does
 * not matter which other timesteps share the bank.
 *
 * <p>With {@code g = ⌈rows·d/4⌉}, timestep {@code k} owns the counters {@code (k−1)·g} to {@code
 * k·g − 1} of stream {@code stream} under key {@code seed}. A run of neighbouring timesteps is one
 * operation, which on a GPU costs one launch.
 */
final class TimestepNoise {
  private static final long NUMBERS_PER_COUNTER = 4;

  private TimestepNoise() {}

  /**
   * Draws {@code [K, rows, d]} standard normal numbers.
   *
   * @param like {@code [rows, d]}, only its shape matters
   * @param seed scalar
   * @param stream scalar, such as the number of the training step
   */
  static Operand<TFloat32> draw(
      Ops tf,
      List<Timestep> timesteps,
      Operand<TFloat32> like,
      Operand<TInt64> seed,
      Operand<TInt64> stream) {
    Operand<TInt64> shape = tf.shape(like, TInt64.class);
    Operand<TInt64> size = tf.reduceProd(shape, tf.constant(0));
    Operand<TInt64> perCounter = tf.constant(NUMBERS_PER_COUNTER);
    Operand<TInt64> counters =
        tf.math.floorDiv(tf.math.add(size, tf.constant(NUMBERS_PER_COUNTER - 1)), perCounter);
    Operand<TInt64> padded = tf.math.mul(counters, perCounter);
    List<Operand<TFloat32>> drawn = new ArrayList<>();
    for (Run run : runs(timesteps)) {
      Operand<TInt64> first = tf.math.mul(tf.constant(run.first() - 1L), counters);
      drawn.add(
          GraphOps.normals(
              tf,
              tf.stack(List.of(tf.constant(run.length()), padded)),
              seed,
              tf.stack(List.of(first, stream))));
    }
    Operand<TInt64> count = tf.constant((long) timesteps.size());
    Operand<TFloat32> all = drawn.size() == 1 ? drawn.get(0) : tf.concat(drawn, tf.constant(0));
    Operand<TFloat32> used =
        tf.slice(all, tf.constant(new long[] {0, 0}), tf.stack(List.of(count, size)));
    return tf.reshape(
        used, tf.concat(List.of(tf.expandDims(count, tf.constant(0)), shape), tf.constant(0)));
  }

  /** Neighbouring timesteps: {@code length} of them from number {@code first} on. */
  private record Run(int first, long length) {}

  private static List<Run> runs(List<Timestep> timesteps) {
    List<Run> runs = new ArrayList<>();
    for (Timestep timestep : timesteps) {
      int last = runs.size() - 1;
      if (last >= 0 && runs.get(last).first() + runs.get(last).length() == timestep.number()) {
        runs.set(last, new Run(runs.get(last).first(), runs.get(last).length() + 1));
      } else {
        runs.add(new Run(timestep.number(), 1));
      }
    }
    return runs;
  }
}
