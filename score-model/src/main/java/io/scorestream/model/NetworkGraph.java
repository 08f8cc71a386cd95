package io.scorestream.model;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The networks, and the constants of {@link Preconditioning} around them, as operations. */
final class NetworkGraph {
  private final BankSpec spec;

  NetworkGraph(BankSpec spec) {
    this.spec = spec;
  }

  /**
   * {@code F(y)} of {@link NetworkShape}.
   *
   * @param y {@code [K, rows, d]} with weights {@code [K, ·, ·]}, or both without the first axis
   */
  Operand<TFloat32> apply(Ops tf, Operand<TFloat32> y, List<Operand<TFloat32>> weights) {
    int last = weights.size() - 1;
    Operand<TFloat32> input = withOne(tf, y);
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

  /** {@link BankSpec#objectiveWeight} of each timestep, {@code [K]}. */
  Operand<TFloat32> objectiveWeights(Ops tf) {
    float[] weights = new float[spec.timesteps().size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) spec.objectiveWeight(spec.timesteps().get(i));
    }
    return tf.constant(weights);
  }
}
