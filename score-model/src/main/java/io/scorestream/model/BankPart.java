package io.scorestream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.Timestep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Neighbouring timesteps of a bank that answer by one call, and the weights of their networks. Any
 * number of threads may ask it.
 */
final class BankPart {
  private final PartKind kind;
  private final SharedProgram program;
  private final List<Timestep> timesteps;
  private final List<Integer> networks;
  private final int firstNetwork;
  private final Map<String, NDArray> constants;
  private Map<String, NDArray> weights = Map.of();

  private BankPart(
      BankSpec spec, PartKind kind, SharedProgram program, int place, NDManager arrays) {
    this.kind = kind;
    this.program = program;
    int end = Math.min(place + kind.timesteps(), spec.timesteps().size());
    this.timesteps = spec.timesteps().subList(place, end);
    this.networks = Timestep.networks(timesteps);
    this.firstNetwork = spec.networks().indexOf(networks.get(0));
    this.constants = constants(spec, arrays);
  }

  /**
   * The parts of a bank.
   *
   * @param arrays where constants go, which outlives them
   */
  static List<BankPart> of(BankSpec spec, PartKind kind, SharedProgram program, NDManager arrays) {
    List<BankPart> parts = new ArrayList<>();
    for (int place = 0; place < spec.timesteps().size(); place += kind.timesteps()) {
      parts.add(new BankPart(spec, kind, program, place, arrays));
    }
    return parts;
  }

  private Map<String, NDArray> constants(BankSpec spec, NDManager arrays) {
    int t = kind.timesteps();
    int d = kind.network().dimension();
    List<Timestep> all = Grouping.filled(timesteps, kind.timesteps());
    Map<String, NDArray> named = BankConstants.seen(spec, all, arrays);
    named.put(
        "scales",
        arrays.create(BankConstants.scales(spec, all), new Shape(BankConstants.SCALES, t, 1, d)));
    named.put(
        "networks",
        arrays.create(all.stream().mapToInt(k -> networks.indexOf(k.network())).toArray()));
    return named;
  }

  /** Those that it holds, their numbers rising. */
  List<Timestep> timesteps() {
    return timesteps;
  }

  /**
   * Takes over weights.
   *
   * @param scope where they go
   * @param bank one per network of the whole bank
   */
  void restore(NDManager scope, List<float[]> bank) {
    List<float[]> own = bank.subList(firstNetwork, firstNetwork + networks.size());
    weights =
        StateTransfer.join(
            scope, kind.network(), StatePart.WEIGHTS, Grouping.filled(own, kind.networks()));
  }

  /** Asks its program, with the part and what else it needs. */
  NDList call(Signature signature, Map<String, NDArray> besides) {
    Map<String, NDArray> inputs = new HashMap<>(besides);
    inputs.putAll(weights);
    inputs.putAll(constants);
    return program.call(signature, inputs);
  }
}
