package io.scorestream.model;

import io.scorestream.run.network.Activation;
import io.scorestream.run.network.NetworkShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Losses of networks on one batch, and the slope of their weighted sum along every weight, by
 * reverse accumulation. It is written out, and not derived by TensorFlow, since the operations
 * decide what XLA makes of them; see {@link NetworkLayers}.
 *
 * @param losses each timestep's mean of {@code (ε̂ − ε)²}, {@code [T]}
 * @param gradients one per tensor of {@link NetworkShape#tensors}, of its shape
 */
record NetworkSlopes(Operand<TFloat32> losses, List<Operand<TFloat32>> gradients) {

  /**
   * Takes losses and slopes.
   *
   * @param weights every tensor, {@code [n, rows, columns]}
   * @param arguments {@code objective [T, 1, 1]}, the weight of each timestep's loss, and {@code
   *     features [T, 1, F]} where networks see the time
   */
  static NetworkSlopes of(
      Ops tf,
      NetworkShape network,
      List<Operand<TFloat32>> weights,
      Mixture seen,
      NamedOperands arguments) {
    return new Reverse(tf, network, weights).slopes(seen, arguments);
  }

  /** One pass forward and one back. */
  private static final class Reverse {
    private final Ops tf;
    private final NetworkShape network;
    private final List<Operand<TFloat32>> weights;
    private final NetworkLayers layers;
    private final List<Operand<TFloat32>> units = new ArrayList<>();
    private final List<Operand<TFloat32>> derivatives = new ArrayList<>();

    Reverse(Ops tf, NetworkShape network, List<Operand<TFloat32>> weights) {
      this.tf = tf;
      this.network = network;
      this.weights = weights;
      this.layers = new NetworkLayers(tf, network);
    }

    NetworkSlopes slopes(Mixture seen, NamedOperands arguments) {
      Operand<TFloat32> input =
          network.seesTime() ? withTimes(seen, arguments.floats("features")) : seen.y();
      Operand<TFloat32> answer = layers.answer(input, weights, this::activate);
      if (network.seesTime()) {
        answer = tf.reshape(answer, tf.shape(seen.y()));
      }
      Operand<TFloat32> error = tf.math.mul(seen.signalShare(), tf.math.sub(answer, seen.target()));
      Operand<TFloat32> squares = tf.math.square(error);
      Operand<TFloat32> scale =
          tf.math.mul(
              tf.math.mul(seen.signalShare(), arguments.floats("objective")), perNumber(squares));
      Operand<TFloat32> slope = tf.math.mul(error, scale);
      if (network.seesTime()) {
        slope = oneBatch(slope, network.dimension());
      }
      return new NetworkSlopes(
          tf.math.mean(squares, tf.constant(new int[] {1, 2})), backward(input, slope));
    }

    /** {@code 2/(rows·d)}: what the mean of squares brings to the slope. */
    private Operand<TFloat32> perNumber(Operand<TFloat32> squares) {
      Operand<TFloat32> numbers =
          tf.dtypes.cast(
              tf.reduceProd(
                  tf.slice(
                      tf.shape(squares), tf.constant(new int[] {1}), tf.constant(new int[] {2})),
                  tf.constant(0)),
              TFloat32.class);
      return tf.math.div(tf.constant(2f), numbers);
    }

    /** The rows of all timesteps are one batch to the network that answers for them. */
    private Operand<TFloat32> oneBatch(Operand<TFloat32> rows, int width) {
      return tf.reshape(rows, tf.constant(new int[] {1, -1, width}));
    }

    private Operand<TFloat32> withTimes(Mixture seen, Operand<TFloat32> features) {
      return oneBatch(layers.withTime(seen.y(), features), network.inputs() - 1);
    }

    private static Operand<TFloat32> newest(List<Operand<TFloat32>> layer) {
      return layer.get(layer.size() - 1);
    }

    /** Units, and their derivatives for the way back. */
    private Operand<TFloat32> activate(Operand<TFloat32> z) {
      Operand<TFloat32> one = tf.constant(1f);
      Activation activation = network.activation();
      if (activation == Activation.SILU) {
        Operand<TFloat32> gate = tf.math.sigmoid(z);
        Operand<TFloat32> unit = tf.math.mul(z, gate);
        units.add(unit);
        derivatives.add(tf.math.add(gate, tf.math.mul(unit, tf.math.sub(one, gate))));
        return unit;
      }
      Operand<TFloat32> unit = layers.activate(z);
      Operand<TFloat32> zeros = tf.zerosLike(unit);
      units.add(unit);
      derivatives.add(
          switch (activation) {
            case RELU -> tf.dtypes.cast(tf.math.greater(unit, zeros), TFloat32.class);
            case ELU -> tf.math.add(one, tf.math.minimum(unit, zeros));
            case TANH -> tf.math.sub(one, tf.math.square(unit));
            case SILU -> throw new AssertionError("done above");
          });
      return unit;
    }

    private List<Operand<TFloat32>> backward(Operand<TFloat32> input, Operand<TFloat32> slope) {
      List<Operand<TFloat32>> reversed = new ArrayList<>();
      reversed.add(layers.affineSlope(input, slope));
      int last = weights.size() - 1;
      if (last > 0) {
        reversed.add(layers.outputSlope(newest(units), slope));
        Operand<TFloat32> back = layers.backThroughOutput(slope, weights.get(last - 1));
        for (int layer = units.size() - 1; layer > 0; layer--) {
          Operand<TFloat32> z = tf.math.mul(back, derivatives.get(layer));
          reversed.add(layers.sumOfRows(z));
          reversed.add(layers.product(units.get(layer - 1), z, true, false));
          back = layers.product(z, weights.get(2 * layer - 1), false, true);
        }
        reversed.add(layers.affineSlope(input, tf.math.mul(back, derivatives.get(0))));
      }
      Collections.reverse(reversed);
      return reversed;
    }
  }
}
