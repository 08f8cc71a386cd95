package io.scorestream.model;

import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.NetworkShape;
import io.scorestream.run.network.Preconditioning;
import io.scorestream.run.network.TimeFeatures;
import io.scorestream.run.network.Timestep;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The networks, and the constants of {@link Preconditioning} around them, as operations. */
final class NetworkGraph {
  private final BankSpec spec;

  NetworkGraph(BankSpec spec) {
    this.spec = spec;
  }

  /**
   * {@code F(y)} of {@link NetworkShape} at every timestep.
   *
   * @param y {@code [K, rows, d]}
   * @param weights each {@code [K, ·, ·]}, or {@code [1, ·, ·]} where all timesteps share them
   */
  Operand<TFloat32> applyAll(Ops tf, Operand<TFloat32> y, List<Operand<TFloat32>> weights) {
    if (!spec.network().isShared()) {
      return apply(tf, withOne(tf, y), weights);
    }
    Operand<TFloat32> input = withOne(tf, withTime(tf, y, timeFeatures(tf)));
    // The rows of all timesteps are one batch to a network that they share.
    Operand<TFloat32> rows =
        tf.reshape(input, tf.constant(new int[] {1, -1, spec.network().inputs()}));
    return tf.reshape(apply(tf, rows, weights), tf.shape(y));
  }

  /**
   * The noise {@code ε̂} that one timestep's network sees.
   *
   * @param index of the timestep in the bank, scalar
   * @param x {@code [rows, d]}
   * @param weights that timestep's, each {@code [·, ·]}
   * @return {@code [rows, d]}
   */
  Operand<TFloat32> noiseAt(
      Ops tf, Operand<TInt32> index, Operand<TFloat32> x, List<Operand<TFloat32>> weights) {
    UnaryOperator<Operand<TFloat32>> pick = part -> tf.gather(part, index, tf.constant(0));
    Operand<TFloat32> y = tf.math.mul(x, pick.apply(coefficient(tf, Preconditioning::inputScale)));
    Operand<TFloat32> output = applyOne(tf, y, pick, weights);
    return tf.math.add(
        tf.math.mul(y, pick.apply(coefficient(tf, Preconditioning::noiseShare))),
        tf.math.mul(output, pick.apply(coefficient(tf, Preconditioning::signalShare))));
  }

  /**
   * {@code F(y)} at one timestep.
   *
   * @param y {@code [rows, d]}
   * @param pick takes the timestep's part {@code [1, ·]} out of {@code [K, 1, ·]}
   * @param weights that timestep's, each {@code [·, ·]}
   */
  private Operand<TFloat32> applyOne(
      Ops tf,
      Operand<TFloat32> y,
      UnaryOperator<Operand<TFloat32>> pick,
      List<Operand<TFloat32>> weights) {
    Operand<TFloat32> seen =
        spec.network().isShared() ? withTime(tf, y, pick.apply(timeFeatures(tf))) : y;
    return apply(tf, withOne(tf, seen), weights);
  }

  private Operand<TFloat32> apply(
      Ops tf, Operand<TFloat32> input, List<Operand<TFloat32>> weights) {
    int last = weights.size() - 1;
    Operand<TFloat32> affine = GraphOps.product(tf, input, weights.get(last));
    if (last == 0) {
      return affine;
    }
    Operand<TFloat32> hidden = activate(tf, GraphOps.product(tf, input, weights.get(0)));
    for (int i = 1; i < last - 1; i += 2) {
      Operand<TFloat32> product = GraphOps.product(tf, hidden, weights.get(i));
      hidden = activate(tf, tf.math.add(product, weights.get(i + 1)));
    }
    return tf.math.add(affine, GraphOps.product(tf, hidden, weights.get(last - 1)));
  }

  private Operand<TFloat32> activate(Ops tf, Operand<TFloat32> x) {
    return GraphOps.activate(tf, spec.network().activation(), x);
  }

  /** Appends a column of ones, whose weights are the bias. */
  private static Operand<TFloat32> withOne(Ops tf, Operand<TFloat32> y) {
    int[][] paddings = new int[y.shape().numDimensions()][2];
    paddings[paddings.length - 1][1] = 1;
    return tf.pad(y, tf.constant(paddings), tf.constant(1f));
  }

  /** Appends the time's features to every row. */
  static Operand<TFloat32> withTime(Ops tf, Operand<TFloat32> y, Operand<TFloat32> features) {
    int last = y.shape().numDimensions() - 1;
    Operand<TFloat32> perRow =
        tf.math.mean(tf.zerosLike(y), tf.constant(last), Mean.keepDims(true));
    return tf.concat(List.of(y, tf.math.add(perRow, features)), tf.constant(last));
  }

  /** {@link TimeFeatures} of every timestep, {@code [K, 1, F]}. */
  private Operand<TFloat32> timeFeatures(Ops tf) {
    return tf.constant(
        Shape.of(spec.timesteps().size(), 1, TimeFeatures.COUNT),
        DataBuffers.of(features(spec.timesteps())));
  }

  /** {@link TimeFeatures} of timesteps, one after the other. */
  static float[] features(List<Timestep> timesteps) {
    FloatBuffer features = FloatBuffer.allocate(timesteps.size() * TimeFeatures.COUNT);
    timesteps.forEach(timestep -> features.put(TimeFeatures.at(timestep.time())));
    return features.array();
  }

  /** One coefficient for every timestep and coordinate, {@code [K, 1, d]}. */
  Operand<TFloat32> coefficient(Ops tf, ToDoubleFunction<Preconditioning> coefficient) {
    int d = spec.network().dimension();
    float[] values = new float[spec.timesteps().size() * d];
    for (int i = 0; i < values.length; i++) {
      double time = spec.timesteps().get(i / d).time();
      double variance = spec.dataVariance().get(i % d);
      values[i] = (float) coefficient.applyAsDouble(Preconditioning.at(time, variance));
    }
    return tf.constant(Shape.of(spec.timesteps().size(), 1, d), DataBuffers.of(values));
  }

  /** {@code 1/√v} of each coordinate, {@code [d]}. */
  Operand<TFloat32> whitening(Ops tf) {
    float[] scales = new float[spec.network().dimension()];
    for (int j = 0; j < scales.length; j++) {
      scales[j] = (float) (1 / Math.sqrt(spec.dataVariance().get(j)));
    }
    return tf.constant(scales);
  }
}
