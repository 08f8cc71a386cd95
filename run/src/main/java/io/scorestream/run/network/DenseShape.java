package io.scorestream.run.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Fully connected layers: {@code F(y) = A·[y;1] + W_out·h_L}, with {@code h_1 = φ(W_1·[y;1])} and
 * {@code h_l = φ(W_l·h_{l−1} + b_l)}. A network that answers for several timesteps sees {@code
 * [y;f(t);1]} in place of {@code [y;1]}, with the {@link TimeFeatures} {@code f}.
 *
 * <p>The affine map {@code A} runs beside the hidden layers, so that a network whose layers are
 * narrower than the data still has the whole linear part of the score.
 *
 * @param dimension numbers in a point, {@code d}, at least 1
 * @param hiddenWidths units of each hidden layer, input side first; empty for an affine network
 * @param activation {@code φ}
 * @param seesTime whether it is told the time beside the point
 */
public record DenseShape(
    int dimension, List<Integer> hiddenWidths, Activation activation, boolean seesTime)
    implements NetworkShape {
  /** Checks the ranges; throws {@link IllegalArgumentException} with the setting at fault. */
  public DenseShape {
    hiddenWidths = List.copyOf(hiddenWidths);
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension is " + dimension + "; give at least 1");
    }
    if (hiddenWidths.stream().anyMatch(width -> width < 1)) {
      throw new IllegalArgumentException(
          "hidden widths are " + hiddenWidths + "; give at least 1 unit to every layer");
    }
  }

  /** A shape for networks of one timestep each. */
  public DenseShape(int dimension, List<Integer> hiddenWidths, Activation activation) {
    this(dimension, hiddenWidths, activation, false);
  }

  @Override
  public int depth() {
    return hiddenWidths.size() + 1;
  }

  /**
   * In this order: {@code W1 [i, h_1]}, then {@code W_l [h_{l−1}, h_l]} and {@code b_l [1, h_l]}
   * for each further layer, {@code Wout [h_L, d]}, and {@code affine [i, d]}. The last row of a
   * matrix with {@code i} rows is its bias; {@code i} is d+1, and more by {@link TimeFeatures}
   * where it is told the time. An affine network has {@code affine} alone.
   */
  @Override
  public List<WeightTensor> tensors() {
    List<WeightTensor> tensors = new ArrayList<>();
    int inputs = inputs();
    for (int layer = 1; layer <= hiddenWidths.size(); layer++) {
      int units = hiddenWidths.get(layer - 1);
      tensors.add(new WeightTensor("W" + layer, inputs, units, true));
      if (layer > 1) {
        tensors.add(new WeightTensor("b" + layer, 1, units, false));
      }
      inputs = units;
    }
    if (!hiddenWidths.isEmpty()) {
      tensors.add(new WeightTensor("Wout", inputs, dimension, false));
    }
    tensors.add(new WeightTensor("affine", inputs(), dimension, false));
    return List.copyOf(tensors);
  }
}
