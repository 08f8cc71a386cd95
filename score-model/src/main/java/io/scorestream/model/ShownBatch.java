package io.scorestream.model;

import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * What one step shows to n networks, and how their losses count.
 *
 * <p>A network of one timestep sees every sample of the batch at it. One of several sees each
 * sample at one of them, in turns, so that a step costs what it does for a single timestep; where
 * there are fewer samples than timesteps, as often as it takes for each timestep to be there.
 *
 * @param seen samples with noise, {@code [n, rows, d]}
 * @param input what enters the networks, {@code [n, rows, i−1]}
 * @param weights what each row's loss counts for in the objective, {@code [n, rows or 1, 1]}
 * @param timesteps whose losses the rows are of: {@code [rows, T]}, columns that sum to 1; none
 *     where each network has one timestep
 */
record ShownBatch(
    Mixture seen,
    Operand<TFloat32> input,
    Operand<TFloat32> weights,
    Optional<Operand<TFloat32>> timesteps) {

  /**
   * The batch of one step.
   *
   * @param x0 samples {@code [rows, d]}
   * @param step its number
   * @param arguments of {@link TrainingGraph}
   */
  static ShownBatch of(
      Ops tf, GroupKind kind, Operand<TFloat32> x0, Operand<TInt64> step, NamedOperands arguments) {
    return kind.network().seesTime()
        ? inTurns(tf, kind, x0, step, arguments)
        : toEach(tf, kind, x0, step, arguments);
  }

  private static ShownBatch toEach(
      Ops tf, GroupKind kind, Operand<TFloat32> x0, Operand<TInt64> step, NamedOperands arguments) {
    Operand<TFloat32> noise = CounterNormals.draw(tf, kind.runs(), x0, arguments, step);
    Mixture seen = Mixture.of(tf, arguments.floats("mixing"), x0, noise);
    Operand<TFloat32> rows = tf.dtypes.cast(count(tf, x0), TFloat32.class);
    return new ShownBatch(
        seen, seen.y(), tf.math.div(arguments.floats("objective"), rows), Optional.empty());
  }

  private static ShownBatch inTurns(
      Ops tf,
      GroupKind kind,
      Operand<TFloat32> samples,
      Operand<TInt64> step,
      NamedOperands arguments) {
    Operand<TFloat32> x0 = often(tf, samples, kind.timesteps());
    Operand<TInt32> turns = turns(tf, count(tf, x0), step, kind.timesteps());
    Operand<TFloat32> noise = CounterNormals.draw(tf, List.of(1), x0, arguments, step);
    Mixture seen = Mixture.of(tf, ofRows(tf, arguments.floats("mixing"), turns), x0, noise);
    Operand<TFloat32> features =
        tf.expandDims(onlyRow(tf, arguments.floats("features"), turns), tf.constant(0));
    Operand<TFloat32> isOf =
        tf.oneHot(turns, tf.constant(kind.timesteps()), tf.constant(1f), tf.constant(0f));
    Operand<TFloat32> shares = tf.math.div(isOf, tf.sum(isOf, tf.constant(0)));
    Operand<TFloat32> objective =
        tf.reshape(arguments.floats("objective"), tf.constant(new int[] {-1}));
    return new ShownBatch(
        seen,
        tf.concat(List.of(seen.y(), features), tf.constant(2)),
        tf.reshape(
            tf.sum(tf.math.mul(shares, objective), tf.constant(1)),
            tf.constant(new int[] {1, -1, 1})),
        Optional.of(shares));
  }

  private static Operand<TInt32> count(Ops tf, Operand<TFloat32> rows) {
    return GraphOps.at(tf, tf.shape(rows), tf.constant(0));
  }

  /** The samples again and again, until there are at least as many rows as timesteps. */
  private static Operand<TFloat32> often(Ops tf, Operand<TFloat32> samples, int timesteps) {
    Operand<TInt32> rows = count(tf, samples);
    Operand<TInt32> times = tf.math.floorDiv(tf.math.add(rows, tf.constant(timesteps - 1)), rows);
    return tf.tile(samples, tf.stack(List.of(times, tf.constant(1))));
  }

  /** The place of each row's timestep: rows are counted through all steps. */
  private static Operand<TInt32> turns(
      Ops tf, Operand<TInt32> rows, Operand<TInt64> step, int timesteps) {
    Operand<TInt64> t = tf.constant((long) timesteps);
    Operand<TInt64> first =
        tf.math.floorMod(tf.math.mul(step, tf.dtypes.cast(rows, TInt64.class)), t);
    Operand<TInt32> counted =
        tf.math.add(
            tf.range(tf.constant(0), rows, tf.constant(1)), tf.dtypes.cast(first, TInt32.class));
    return tf.math.floorMod(counted, tf.constant(timesteps));
  }

  /** {@code [s, 1, rows, d]} of {@code [s, T, 1, d]}. */
  private static Operand<TFloat32> ofRows(Ops tf, Operand<TFloat32> all, Operand<TInt32> turns) {
    Operand<TFloat32> chosen = tf.gather(all, turns, tf.constant(1));
    return tf.linalg.transpose(chosen, tf.constant(new int[] {0, 2, 1, 3}));
  }

  /** {@code [rows, F]} of {@code [T, 1, F]}. */
  private static Operand<TFloat32> onlyRow(Ops tf, Operand<TFloat32> all, Operand<TInt32> turns) {
    return tf.squeeze(tf.gather(all, turns, tf.constant(0)), Squeeze.axis(List.of(1L)));
  }

  /**
   * The loss of each timestep, {@code [T]}.
   *
   * @param ofRows of each row, {@code [n, rows, 1]}
   */
  Operand<TFloat32> losses(Ops tf, Operand<TFloat32> ofRows) {
    if (timesteps.isEmpty()) {
      return tf.math.mean(ofRows, tf.constant(new int[] {1, 2}));
    }
    Operand<TFloat32> column = tf.reshape(ofRows, tf.constant(new int[] {-1, 1}));
    return tf.sum(tf.math.mul(timesteps.get(), column), tf.constant(0));
  }
}
