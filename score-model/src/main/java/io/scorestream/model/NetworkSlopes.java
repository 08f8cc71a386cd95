package io.scorestream.model;

import static java.util.Objects.requireNonNull;

import io.scorestream.run.network.Activation;
import io.scorestream.run.network.NetworkShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;

/**
 * Losses of networks on one batch, and the slope of their weighted sum along every weight, by
 * reverse accumulation. It is written out, and not derived by TensorFlow, since the operations
 * decide what XLA makes of them: a product of few columns is a sum of outer products, which runs
 * inside the loop that the activation needs anyway, and no tensor is padded.
 *
 * @param losses each timestep's mean of {@code (ε̂ − ε)²}, {@code [T]}
 * @param gradients one per tensor of {@link NetworkShape#tensors}, of its shape
 */
record NetworkSlopes(Operand<TFloat32> losses, List<Operand<TFloat32>> gradients) {

  /**
   * Takes losses and slopes.
   *
   * @param weights every tensor, {@code [n, rows, columns]}
   */
  static NetworkSlopes of(
      Ops tf, NetworkShape network, List<Operand<TFloat32>> weights, Mixture seen) {
    return new Reverse(tf, network, weights).slopes(seen);
  }

  /** One pass forward and one back. */
  private static final class Reverse {
    private final Ops tf;
    private final NetworkShape network;
    private final List<Operand<TFloat32>> weights;
    private final Layers layers;
    private final int columns;
    private final List<Operand<TFloat32>> units = new ArrayList<>();
    private final List<Operand<TFloat32>> derivatives = new ArrayList<>();

    Reverse(Ops tf, NetworkShape network, List<Operand<TFloat32>> weights) {
      this.tf = tf;
      this.network = network;
      this.weights = weights;
      this.layers = new Layers(tf);
      this.columns = network.inputs() - 1;
    }

    NetworkSlopes slopes(Mixture seen) {
      Operand<TFloat32> input = network.isShared() ? withTimes(seen) : seen.y();
      Operand<TFloat32> answer = forward(input);
      if (network.isShared()) {
        answer = tf.reshape(answer, tf.shape(seen.y()));
      }
      Operand<TFloat32> error = tf.math.mul(seen.signalShare(), tf.math.sub(answer, seen.target()));
      Operand<TFloat32> squares = tf.math.square(error);
      Operand<TFloat32> scale =
          tf.math.mul(tf.math.mul(seen.signalShare(), seen.objective()), perNumber(squares));
      Operand<TFloat32> slope = tf.math.mul(error, scale);
      if (network.isShared()) {
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

    /** The rows of all timesteps are one batch to a network that they share. */
    private Operand<TFloat32> oneBatch(Operand<TFloat32> rows, int width) {
      return tf.reshape(rows, tf.constant(new int[] {1, -1, width}));
    }

    private Operand<TFloat32> withTimes(Mixture seen) {
      return oneBatch(
          NetworkGraph.withTime(tf, seen.y(), requireNonNull(seen.features())), columns);
    }

    private Operand<TFloat32> forward(Operand<TFloat32> input) {
      int last = weights.size() - 1;
      Operand<TFloat32> affine = layers.affine(input, columns, weights.get(last));
      if (last == 0) {
        return affine;
      }
      activate(layers.affine(input, columns, weights.get(0)));
      for (int i = 1; i < last - 1; i += 2) {
        Operand<TFloat32> product = layers.product(newest(units), weights.get(i), false, false);
        activate(tf.math.add(product, weights.get(i + 1)));
      }
      return tf.math.add(
          layers.product(newest(units), weights.get(last - 1), false, false), affine);
    }

    private static Operand<TFloat32> newest(List<Operand<TFloat32>> layer) {
      return layer.get(layer.size() - 1);
    }

    private void activate(Operand<TFloat32> z) {
      Operand<TFloat32> one = tf.constant(1f);
      Activation activation = network.activation();
      if (activation == Activation.SILU) {
        Operand<TFloat32> gate = tf.math.sigmoid(z);
        Operand<TFloat32> unit = tf.math.mul(z, gate);
        units.add(unit);
        derivatives.add(tf.math.add(gate, tf.math.mul(unit, tf.math.sub(one, gate))));
        return;
      }
      Operand<TFloat32> unit = GraphOps.activate(tf, activation, z);
      Operand<TFloat32> zeros = tf.zerosLike(unit);
      units.add(unit);
      derivatives.add(
          switch (activation) {
            case RELU -> tf.dtypes.cast(tf.math.greater(unit, zeros), TFloat32.class);
            case ELU -> tf.math.add(one, tf.math.minimum(unit, zeros));
            case TANH -> tf.math.sub(one, tf.math.square(unit));
            case SILU -> throw new AssertionError("done above");
          });
    }

    private List<Operand<TFloat32>> backward(Operand<TFloat32> input, Operand<TFloat32> slope) {
      List<Operand<TFloat32>> reversed = new ArrayList<>();
      reversed.add(layers.affineSlope(input, columns, slope));
      int last = weights.size() - 1;
      if (last > 0) {
        int d = network.dimension();
        reversed.add(layers.slopeOfFew(newest(units), slope, d));
        Operand<TFloat32> back = layers.backThroughFew(slope, weights.get(last - 1), d);
        for (int layer = units.size() - 1; layer > 0; layer--) {
          Operand<TFloat32> z = tf.math.mul(back, derivatives.get(layer));
          reversed.add(layers.sumOfRows(z));
          reversed.add(layers.product(units.get(layer - 1), z, true, false));
          back = layers.product(z, weights.get(2 * layer - 1), false, true);
        }
        reversed.add(layers.affineSlope(input, columns, tf.math.mul(back, derivatives.get(0))));
      }
      Collections.reverse(reversed);
      return reversed;
    }
  }

  /** Products of a layer, in the form that is fast for their widths. */
  private record Layers(Ops tf) {
    /** Columns up to which a product is a sum of outer products. */
    private static final int FEW = 4;

    Operand<TFloat32> product(
        Operand<TFloat32> a, Operand<TFloat32> b, boolean transposeA, boolean transposeB) {
      return GraphOps.product(tf, a, b, transposeA, transposeB);
    }

    /** {@code [y;1]·W}, where W's last row is the bias. */
    Operand<TFloat32> affine(Operand<TFloat32> y, int columns, Operand<TFloat32> w) {
      Operand<TFloat32> matrix = rows(w, 0, columns);
      Operand<TFloat32> product =
          columns <= FEW ? outer(y, matrix, columns) : product(y, matrix, false, false);
      return tf.math.add(product, rows(w, columns, 1));
    }

    /** The slope along W of {@code [y;1]·W}. */
    Operand<TFloat32> affineSlope(Operand<TFloat32> y, int columns, Operand<TFloat32> slope) {
      List<Operand<TFloat32>> rows = new ArrayList<>();
      if (columns <= FEW) {
        for (int j = 0; j < columns; j++) {
          rows.add(sumOfRows(tf.math.mul(column(y, j), slope)));
        }
      } else {
        rows.add(product(y, slope, true, false));
      }
      rows.add(sumOfRows(slope));
      return tf.concat(rows, tf.constant(1));
    }

    /** The slope along W of {@code units·W}, where W has few columns. */
    Operand<TFloat32> slopeOfFew(Operand<TFloat32> units, Operand<TFloat32> slope, int columns) {
      if (columns > FEW) {
        return product(units, slope, true, false);
      }
      List<Operand<TFloat32>> rows = new ArrayList<>();
      for (int j = 0; j < columns; j++) {
        rows.add(sumOfRows(tf.math.mul(units, column(slope, j))));
      }
      return transposed(rows.size() == 1 ? rows.get(0) : tf.concat(rows, tf.constant(1)));
    }

    /** {@code slope·Wᵀ}, where W has few columns. */
    Operand<TFloat32> backThroughFew(Operand<TFloat32> slope, Operand<TFloat32> w, int columns) {
      return columns <= FEW ? outer(slope, transposed(w), columns) : product(slope, w, false, true);
    }

    Operand<TFloat32> sumOfRows(Operand<TFloat32> of) {
      return tf.sum(of, tf.constant(1), Sum.keepDims(true));
    }

    private Operand<TFloat32> outer(Operand<TFloat32> a, Operand<TFloat32> b, int columns) {
      Operand<TFloat32> sum = tf.math.mul(column(a, 0), rows(b, 0, 1));
      for (int j = 1; j < columns; j++) {
        sum = tf.math.add(sum, tf.math.mul(column(a, j), rows(b, j, 1)));
      }
      return sum;
    }

    private Operand<TFloat32> column(Operand<TFloat32> of, int j) {
      return tf.slice(of, tf.constant(new int[] {0, 0, j}), tf.constant(new int[] {-1, -1, 1}));
    }

    private Operand<TFloat32> rows(Operand<TFloat32> of, int from, int count) {
      return tf.slice(
          of, tf.constant(new int[] {0, from, 0}), tf.constant(new int[] {-1, count, -1}));
    }

    private Operand<TFloat32> transposed(Operand<TFloat32> of) {
      return tf.linalg.transpose(of, tf.constant(new int[] {0, 2, 1}));
    }
  }
}
