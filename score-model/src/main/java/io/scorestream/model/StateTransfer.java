package io.scorestream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.run.network.WeightTensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Carries what a session's variables hold out and in, with an array for each network. */
final class StateTransfer {
  private StateTransfer() {}

  /** The states of a trainer's networks. */
  static List<NetworkState> read(BankSession session, NDManager scope, BankSpec spec, long step) {
    int size = spec.network().parameters();
    int averages = spec.optimiser().averaging().isPresent() ? size : 0;
    List<NetworkState> states =
        Stream.generate(
                () ->
                    new NetworkState(
                        new NetworkWeights(new float[size], new float[averages], step),
                        new float[size],
                        new float[size]))
            .limit(spec.networks())
            .toList();
    NDList values = session.call(Signature.GET_STATE, Map.of("unused", scope.create(0f)));
    List<WeightTensor> tensors = spec.network().tensors();
    for (StatePart part : StatePart.of(spec)) {
      for (int i = 0; i < tensors.size(); i++) {
        float[] tensor = values.get(part.nameOf(tensors.get(i))).toFloatArray();
        StateLayout.of(spec.network(), i).cut(tensor, arrays(states, part));
      }
    }
    return states;
  }

  /** Puts a trainer's networks into their states. */
  static void write(
      BankSession session, NDManager scope, BankSpec spec, List<NetworkState> states) {
    Map<StatePart, List<float[]>> parts = new HashMap<>();
    StatePart.of(spec).forEach(part -> parts.put(part, arrays(states, part)));
    write(session, scope, spec, parts);
  }

  /**
   * Fills the variables.
   *
   * @param parts of each part that there are variables for, one array per network
   */
  static void write(
      BankSession session, NDManager scope, BankSpec spec, Map<StatePart, List<float[]>> parts) {
    Map<String, NDArray> inputs = new HashMap<>();
    List<WeightTensor> tensors = spec.network().tensors();
    parts.forEach(
        (part, arrays) -> {
          for (int i = 0; i < tensors.size(); i++) {
            WeightTensor tensor = tensors.get(i);
            float[] values = StateLayout.of(spec.network(), i).join(arrays);
            Shape shape = new Shape(arrays.size(), tensor.rows(), tensor.columns());
            inputs.put(part.nameOf(tensor), scope.create(values, shape));
          }
        });
    session.call(Signature.SET_STATE, inputs);
  }

  private static List<float[]> arrays(List<NetworkState> states, StatePart part) {
    return states.stream().map(part::of).toList();
  }
}
