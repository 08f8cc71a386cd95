package io.scorestream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.scorestream.run.network.NetworkShape;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.WeightTensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Carries what is kept of networks between an array for each network and a tensor of all. */
final class StateTransfer {
  private StateTransfer() {}

  /**
   * Joins one part of networks.
   *
   * @param arrays one per network
   * @return by name, each {@code [n, rows, columns]}
   */
  static Map<String, NDArray> join(
      NDManager scope, NetworkShape network, StatePart part, List<float[]> arrays) {
    Map<String, NDArray> joined = new HashMap<>();
    List<WeightTensor> tensors = network.tensors();
    for (int i = 0; i < tensors.size(); i++) {
      WeightTensor tensor = tensors.get(i);
      joined.put(
          part.nameOf(tensor),
          scope.create(
              StateLayout.of(network, i).join(arrays),
              new Shape(arrays.size(), tensor.rows(), tensor.columns())));
    }
    return joined;
  }

  /** Cuts one part of joined networks into arrays that are there for it. */
  static void cut(
      Map<String, NDArray> joined, NetworkShape network, StatePart part, List<NetworkState> into) {
    List<float[]> arrays = into.stream().map(part::of).toList();
    List<WeightTensor> tensors = network.tensors();
    for (int i = 0; i < tensors.size(); i++) {
      NDArray tensor = Objects.requireNonNull(joined.get(part.nameOf(tensors.get(i))));
      StateLayout.of(network, i).cut(tensor.toFloatArray(), arrays);
    }
  }
}
