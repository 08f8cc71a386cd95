package io.scorestream.model;

import io.scorestream.run.network.DenseShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The layers of a {@link DenseShape}. For one graph. */
final class DenseLayers implements Layers {
  private final Ops tf;
  private final DenseShape network;
  private final List<Operand<TFloat32>> weights;
  private final DenseProducts products;
  private final List<Activations.Unit> units = new ArrayList<>();
  private final Operand<TFloat32> input;

  DenseLayers(
      Ops tf, DenseShape network, List<Operand<TFloat32>> weights, Operand<TFloat32> input) {
    this.tf = tf;
    this.network = network;
    this.weights = weights;
    this.products = new DenseProducts(tf, network);
    this.input = input;
  }

  @Override
  public Operand<TFloat32> answer() {
    int last = weights.size() - 1;
    Operand<TFloat32> affine = products.affine(input, weights.get(last));
    if (last == 0) {
      return affine;
    }
    Operand<TFloat32> layer = activate(products.affine(input, weights.get(0)));
    for (int i = 1; i < last - 1; i += 2) {
      Operand<TFloat32> product = products.product(layer, weights.get(i), false, false);
      layer = activate(tf.math.add(product, weights.get(i + 1)));
    }
    return tf.math.add(products.output(layer, weights.get(last - 1)), affine);
  }

  private Operand<TFloat32> activate(Operand<TFloat32> z) {
    units.add(Activations.of(tf, network.activation(), z));
    return newest().value();
  }

  private Activations.Unit newest() {
    return units.get(units.size() - 1);
  }

  @Override
  public List<Operand<TFloat32>> slopes(Operand<TFloat32> slope) {
    List<Operand<TFloat32>> reversed = new ArrayList<>();
    reversed.add(products.affineSlope(input, slope));
    int last = weights.size() - 1;
    if (last > 0) {
      reversed.add(products.outputSlope(newest().value(), slope));
      Operand<TFloat32> back = products.backThroughOutput(slope, weights.get(last - 1));
      for (int layer = units.size() - 1; layer > 0; layer--) {
        Operand<TFloat32> z = tf.math.mul(back, units.get(layer).derivative());
        reversed.add(products.sumOfRows(z));
        reversed.add(products.product(units.get(layer - 1).value(), z, true, false));
        back = products.product(z, weights.get(2 * layer - 1), false, true);
      }
      reversed.add(products.affineSlope(input, tf.math.mul(back, units.get(0).derivative())));
    }
    Collections.reverse(reversed);
    return reversed;
  }
}
