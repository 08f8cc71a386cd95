package io.scorestream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.TimestepState;
import io.scorestream.run.network.WeightTensor;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Carries the state of a bank between its session's variables and one record per timestep. */
final class StateTransfer {
  private StateTransfer() {}

  static List<TimestepState> read(BankSession session, NDManager scope, BankSpec spec, long step) {
    int size = spec.network().parameters();
    int averages = spec.optimiser().averaging().isPresent() ? size : 0;
    List<TimestepState> states =
        Stream.generate(
                () ->
                    new TimestepState(
                        new float[size],
                        new float[size],
                        new float[size],
                        new float[averages],
                        step))
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
    return spec.network().isShared()
        ? Collections.nCopies(spec.timesteps().size(), states.get(0))
        : states;
  }

  static void write(
      BankSession session, NDManager scope, BankSpec spec, List<TimestepState> states) {
    requireFit(spec, states);
    List<TimestepState> networks = states.subList(0, spec.networks());
    Map<String, NDArray> inputs = new HashMap<>();
    List<WeightTensor> tensors = spec.network().tensors();
    for (StatePart part : StatePart.of(spec)) {
      for (int i = 0; i < tensors.size(); i++) {
        WeightTensor tensor = tensors.get(i);
        float[] values = StateLayout.of(spec.network(), i).join(arrays(networks, part));
        Shape shape = new Shape(networks.size(), tensor.rows(), tensor.columns());
        inputs.put(part.nameOf(tensor), scope.create(values, shape));
      }
    }
    session.call(Signature.SET_STATE, inputs);
  }

  private static void requireAverages(BankSpec spec, TimestepState state, int timestep) {
    int expected = spec.optimiser().averaging().isPresent() ? spec.network().parameters() : 0;
    if (state.averages().length != expected) {
      throw new IllegalArgumentException(
          "state of timestep %d has running means of %d weights and this bank keeps those of %d; restore it to the bank it was saved from"
              .formatted(timestep, state.averages().length, expected));
    }
  }

  private static List<float[]> arrays(List<TimestepState> states, StatePart part) {
    return states.stream().map(part::of).toList();
  }

  private static void requireFit(BankSpec spec, List<TimestepState> states) {
    if (states.size() != spec.timesteps().size()) {
      throw new IllegalArgumentException(
          "%d states for a bank of %d timesteps; give one per timestep, in the bank's order"
              .formatted(states.size(), spec.timesteps().size()));
    }
    for (int k = 0; k < states.size(); k++) {
      int timestep = spec.timesteps().get(k).number();
      states.get(k).requireFits(spec.network(), timestep);
      requireAverages(spec, states.get(k), timestep);
      if (spec.network().isShared() && !states.get(k).equals(states.get(0))) {
        throw new IllegalArgumentException(
            "timestep %d has another state than timestep %d, but all share one network; restore states of one milestone"
                .formatted(timestep, spec.timesteps().get(0).number()));
      }
      if (states.get(k).step() != states.get(0).step()) {
        throw new IllegalArgumentException(
            "timestep %d is after %d steps and timestep %d after %d; restore states of one milestone"
                .formatted(
                    timestep,
                    states.get(k).step(),
                    spec.timesteps().get(0).number(),
                    states.get(0).step()));
      }
    }
  }
}
