package io.scorestream.model;

import io.scorestream.run.network.DenseShape;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;

/**
 * The products of {@link DenseLayers}, of n networks side by side, in the form that is fast when
 * compiled. XLA does a batched product of few columns by loops over single numbers: where columns
 * go in, it is a sum of outer products, which runs inside the loop that the activation needs
 * anyway; where they come out, it is a product with a vector for each. No tensor is padded.
 */
record DenseProducts(Ops tf, DenseShape network) {
  /** Columns up to which a product is a sum of outer products. */
  private static final int FEW = 4;

  /** Columns that a product is worth having from. */
  private static final int WIDE = 16;

  /** {@code units·W}, where W has d columns. */
  Operand<TFloat32> output(Operand<TFloat32> units, Operand<TFloat32> w) {
    int d = network.dimension();
    if (d > FEW) {
      return product(units, w, false, false);
    }
    return isSingle(units) ? widened(units, w) : columnByColumn(units, w);
  }

  /** With columns of zeros, so that it is worth a product of matrices. */
  private Operand<TFloat32> widened(Operand<TFloat32> units, Operand<TFloat32> w) {
    int d = network.dimension();
    int[][] zeros = {{0, 0}, {0, 0}, {0, WIDE - d}};
    return tf.slice(
        product(units, tf.pad(w, tf.constant(zeros), tf.constant(0f)), false, false),
        tf.constant(new int[3]),
        tf.constant(new int[] {-1, -1, d}));
  }

  private Operand<TFloat32> columnByColumn(Operand<TFloat32> units, Operand<TFloat32> w) {
    List<Operand<TFloat32>> columns = new ArrayList<>();
    for (int j = 0; j < network.dimension(); j++) {
      columns.add(product(units, column(w, j), false, false));
    }
    return columns.size() == 1 ? columns.get(0) : tf.concat(columns, tf.constant(2));
  }

  /** {@code a·b} over the last two axes, of matrices that are transposed first where asked. */
  Operand<TFloat32> product(
      Operand<TFloat32> a, Operand<TFloat32> b, boolean transposeA, boolean transposeB) {
    return GraphOps.product(tf, a, b, transposeA, transposeB);
  }

  /** {@code [y;1]·W}, where W's last row is the bias. */
  Operand<TFloat32> affine(Operand<TFloat32> y, Operand<TFloat32> w) {
    int columns = columns();
    Operand<TFloat32> matrix = rows(w, 0, columns);
    Operand<TFloat32> product =
        columns <= FEW ? outer(y, matrix, columns) : product(y, matrix, false, false);
    return tf.math.add(product, rows(w, columns, 1));
  }

  private int columns() {
    return network.inputs() - 1;
  }

  /** The slope along W of {@code [y;1]·W}. */
  Operand<TFloat32> affineSlope(Operand<TFloat32> y, Operand<TFloat32> slope) {
    List<Operand<TFloat32>> rows = new ArrayList<>();
    if (columns() <= FEW) {
      for (int j = 0; j < columns(); j++) {
        rows.add(sumOfRows(column(y, j), slope));
      }
    } else {
      rows.add(product(y, slope, true, false));
    }
    rows.add(sumOfRows(slope));
    return tf.concat(rows, tf.constant(1));
  }

  /** The slope along W of {@code units·W}, where W has d columns. */
  Operand<TFloat32> outputSlope(Operand<TFloat32> units, Operand<TFloat32> slope) {
    if (network.dimension() > FEW) {
      return product(units, slope, true, false);
    }
    List<Operand<TFloat32>> rows = new ArrayList<>();
    for (int j = 0; j < network.dimension(); j++) {
      rows.add(sumOfRows(column(slope, j), units));
    }
    return transposed(rows.size() == 1 ? rows.get(0) : tf.concat(rows, tf.constant(1)));
  }

  /** {@code slope·Wᵀ}, where W has d columns. */
  Operand<TFloat32> backThroughOutput(Operand<TFloat32> slope, Operand<TFloat32> w) {
    int d = network.dimension();
    return d <= FEW ? outer(slope, transposed(w), d) : product(slope, w, false, true);
  }

  /**
   * The sum of each network's rows, as a product with ones: XLA sums several networks' rows one
   * number at a time, while a vector times a matrix is vectorised. A single network's sum is fast.
   */
  Operand<TFloat32> sumOfRows(Operand<TFloat32> of) {
    return isSingle(of)
        ? tf.sum(of, tf.constant(1), Sum.keepDims(true))
        : product(tf.onesLike(column(of, 0)), of, true, false);
  }

  /** The same, of rows times a number each, {@code [n, rows, 1]}. */
  private Operand<TFloat32> sumOfRows(Operand<TFloat32> weights, Operand<TFloat32> of) {
    return isSingle(of) ? sumOfRows(tf.math.mul(weights, of)) : product(weights, of, true, false);
  }

  private static boolean isSingle(Operand<TFloat32> of) {
    return of.shape().get(0) == 1;
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
