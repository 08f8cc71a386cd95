package io.scorestream.model;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * All noise that networks see, a function of (seed, step, timestep number, rows) alone: it does not
 * matter which other timesteps are drawn with it.
 *
 * <p>With {@code c = ⌈rows·d/4⌉}, timestep {@code k} owns the counters {@code (k−1)·c} to {@code
 * k·c − 1} of Philox4x32-10 (Salmon et al. 2011), whose other half is the number of the step and
 * whose key is the seed. Half of its words are radii and half are angles of Box and Muller's
 * transform, both of 24 bits: {@code |ε| < 5.9}. Sine and cosine are polynomials, with errors below
 * 1e-8 before rounding, since compiled code takes the C library's one number at a time.
 */
final class CounterNormals {
  private static final int WORDS = 4;

  /** {@code sin(πx/2)/x} and {@code cos(πx/2)/(1−x²)} in x², for x in [−1, 1]. */
  private static final double[] SINE = {
    1.5707963200653539,
    -0.6459637604384854,
    0.07968992260044394,
    -0.004674150668885082,
    0.00015167511777075887
  };

  private static final double[] COSINE = {
    0.999999999125653,
    -0.23370050635234946,
    0.01996860669758103,
    -0.0008935362901225798,
    2.360108566730856e-05
  };

  private CounterNormals() {}

  /**
   * Draws {@code [T, rows, d]}.
   *
   * @param runs how many timesteps follow each other, for every run of neighbours
   * @param like {@code [rows, d]}, only its shape matters
   * @param arguments {@code seed}, and {@code first}: of each run of neighbours the first
   *     timestep's number, less 1
   * @param step its number
   */
  static Operand<TFloat32> draw(
      Ops tf,
      List<Integer> runs,
      Operand<TFloat32> like,
      NamedOperands arguments,
      Operand<TInt64> step) {
    Operand<TInt64> shape = tf.shape(like, TInt64.class);
    Operand<TInt64> size = tf.reduceProd(shape, tf.constant(0));
    Operand<TInt64> words = tf.constant((long) WORDS);
    Operand<TInt64> counters = tf.math.floorDiv(tf.math.add(size, tf.constant(WORDS - 1L)), words);
    List<Operand<TInt32>> drawn = new ArrayList<>();
    for (int run = 0; run < runs.size(); run++) {
      Operand<TInt64> first = tf.gather(arguments.longs("first"), tf.constant(run), tf.constant(0));
      drawn.add(
          GraphOps.words(
              tf,
              tf.stack(List.of(tf.constant((long) runs.get(run)), tf.math.mul(counters, words))),
              arguments.longs("seed"),
              tf.stack(List.of(tf.math.mul(first, counters), step))));
    }
    Operand<TInt64> timesteps = tf.constant(runs.stream().mapToLong(Integer::longValue).sum());
    Operand<TFloat32> normals =
        normals(tf, join(tf, drawn), tf.math.mul(counters, tf.constant(2L)));
    Operand<TFloat32> used =
        tf.slice(normals, tf.constant(new long[] {0, 0}), tf.stack(List.of(timesteps, size)));
    return tf.reshape(
        used, tf.concat(List.of(tf.expandDims(timesteps, tf.constant(0)), shape), tf.constant(0)));
  }

  private static Operand<TInt32> join(Ops tf, List<Operand<TInt32>> parts) {
    return parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(0));
  }

  /** From {@code [T, 2·half]} words as many numbers. */
  private static Operand<TFloat32> normals(Ops tf, Operand<TInt32> words, Operand<TInt64> half) {
    Operand<TInt64> all = tf.constant(-1L);
    Operand<TInt64> zero = tf.constant(0L);
    Operand<TFloat32> radii =
        centred(tf, tf.slice(words, tf.stack(List.of(zero, zero)), tf.stack(List.of(all, half))));
    Operand<TFloat32> angles =
        centred(tf, tf.slice(words, tf.stack(List.of(zero, half)), tf.stack(List.of(all, half))));
    // Halved, it is in (−1/2, 1/2), which is moved to (0, 1].
    Operand<TFloat32> uniform =
        tf.math.add(tf.math.mul(radii, tf.constant(0.5f)), tf.constant(0.5f));
    Operand<TFloat32> radius = tf.math.sqrt(tf.math.mul(tf.math.log(uniform), tf.constant(-2f)));
    Operand<TFloat32> square = tf.math.square(angles);
    Operand<TFloat32> sine = tf.math.mul(angles, polynomial(tf, square, SINE));
    Operand<TFloat32> cosine =
        tf.math.mul(tf.math.sub(tf.constant(1f), square), polynomial(tf, square, COSINE));
    Operand<TFloat32> doubleSine = tf.math.mul(tf.math.mul(sine, cosine), tf.constant(2f));
    Operand<TFloat32> doubleCosine = tf.math.sub(tf.math.square(cosine), tf.math.square(sine));
    return tf.concat(
        List.of(tf.math.mul(radius, doubleSine), tf.math.mul(radius, doubleCosine)),
        tf.constant(1));
  }

  /** Words as odd multiples of 2^-24, between −1 and 1. */
  private static Operand<TFloat32> centred(Ops tf, Operand<TInt32> words) {
    Operand<TFloat32> high =
        tf.dtypes.cast(tf.bitwise.rightShift(words, tf.constant(8)), TFloat32.class);
    return tf.math.mul(
        tf.math.add(high, tf.constant(0.5f)), tf.constant((float) Math.scalb(1.0, -23)));
  }

  private static Operand<TFloat32> polynomial(Ops tf, Operand<TFloat32> x, double[] coefficients) {
    Operand<TFloat32> value = tf.constant((float) coefficients[coefficients.length - 1]);
    for (int i = coefficients.length - 2; i >= 0; i--) {
      value = tf.math.add(tf.math.mul(value, x), tf.constant((float) coefficients[i]));
    }
    return value;
  }
}
