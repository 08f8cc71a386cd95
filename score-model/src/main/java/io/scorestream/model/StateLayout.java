package io.scorestream.model;

import io.scorestream.run.network.NetworkShape;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.WeightTensor;
import java.util.List;

/**
 * Where the numbers of a tensor {@code [K, rows, columns]} lie in the arrays of K {@link
 * NetworkState}s.
 *
 * @param offset of the tensor in each state's array
 * @param size of one network's share of it
 */
record StateLayout(int offset, int size) {

  /** The layout of one tensor of a network. */
  static StateLayout of(NetworkShape network, int tensor) {
    List<WeightTensor> tensors = network.tensors();
    int offset = tensors.subList(0, tensor).stream().mapToInt(WeightTensor::size).sum();
    return new StateLayout(offset, tensors.get(tensor).size());
  }

  /** Joins the shares of {@code arrays}, one per network, into the tensor. */
  float[] join(List<float[]> arrays) {
    float[] tensor = new float[Math.multiplyExact(arrays.size(), size)];
    for (int k = 0; k < arrays.size(); k++) {
      System.arraycopy(arrays.get(k), offset, tensor, k * size, size);
    }
    return tensor;
  }

  /** Cuts the tensor into the shares of {@code arrays}, one per network. */
  void cut(float[] tensor, List<float[]> arrays) {
    for (int k = 0; k < arrays.size(); k++) {
      System.arraycopy(tensor, k * size, arrays.get(k), offset, size);
    }
  }
}
