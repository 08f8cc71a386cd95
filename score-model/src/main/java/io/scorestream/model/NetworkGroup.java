package io.scorestream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.Timestep;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Networks that are trained in one call, and their state between calls. For one thread at a time.
 */
final class NetworkGroup {
  private static final String LOSSES = "losses";

  private final BankSpec spec;
  private final GroupKind kind;
  private final List<Timestep> timesteps;
  private final int place;
  private final List<Integer> networks;
  private final SharedProgram program;
  private final NDManager arrays;
  private final Map<String, NDArray> constants;
  private NDManager scope;
  private Map<String, NDArray> state = Map.of();

  /**
   * @param spec of the bank that they are of
   * @param of which of its timesteps
   */
  NetworkGroup(BankSpec spec, Grouping of, Device.Kind device) {
    this.spec = spec;
    this.kind = of.kind();
    this.timesteps = of.timesteps();
    this.place = spec.timesteps().indexOf(timesteps.get(0));
    List<Integer> numbers = spec.networks();
    this.networks =
        timesteps.stream()
            .limit(kind.networks())
            .map(timestep -> numbers.indexOf(timestep.network()))
            .toList();
    this.program = SharedProgram.training(kind, device);
    this.arrays = program.newScope();
    this.constants = constants();
    this.scope = program.newScope();
  }

  private Map<String, NDArray> constants() {
    int t = timesteps.size();
    Map<String, NDArray> named = BankConstants.seen(spec, timesteps, arrays);
    named.put("objective", arrays.create(objective(), new Shape(t, 1, 1)));
    named.put("first", arrays.create(first()));
    return named;
  }

  private float[] objective() {
    float[] weights = new float[timesteps.size()];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = (float) spec.objectiveWeight(timesteps.get(k));
    }
    return weights;
  }

  private long[] first() {
    long[] first = new long[kind.runs().size()];
    int at = 0;
    for (int run = 0; run < first.length; run++) {
      first[run] = timesteps.get(at).number() - 1L;
      at += kind.runs().get(run);
    }
    return first;
  }

  /** Takes over the states of its networks from those of the whole bank. */
  void restore(List<NetworkState> bank) {
    NDManager next = program.newScope();
    Map<String, NDArray> restored = new HashMap<>();
    for (StatePart part : kind.parts()) {
      List<float[]> arrays = mine(bank).stream().map(part::of).toList();
      restored.putAll(StateTransfer.join(next, kind.network(), part, arrays));
    }
    replace(next, restored);
  }

  /** Copies the states of its networks into those of the whole bank. */
  void read(List<NetworkState> bank) {
    for (StatePart part : kind.parts()) {
      StateTransfer.cut(state, kind.network(), part, mine(bank));
    }
  }

  private List<NetworkState> mine(List<NetworkState> bank) {
    return networks.stream().map(bank::get).toList();
  }

  private void replace(NDManager next, Map<String, NDArray> by) {
    scope.close();
    scope = next;
    state = by;
  }

  /**
   * Makes the steps of one call.
   *
   * @param call what all groups of a bank are given alike
   * @param losses {@code [steps][K]} of the bank, into which those of the group go
   */
  void train(Map<String, NDArray> call, float[][] losses) {
    Map<String, NDArray> inputs = new HashMap<>(call);
    inputs.putAll(constants);
    inputs.putAll(state);
    NDManager next = program.newScope();
    Map<String, NDArray> moved = new HashMap<>();
    for (NDArray output : program.call(Signature.TRAIN, inputs)) {
      output.attach(next);
      moved.put(output.getName(), output);
    }
    NDArray of = Objects.requireNonNull(moved.remove(LOSSES), LOSSES);
    copy(of.toFloatArray(), losses);
    of.close();
    replace(next, moved);
  }

  private void copy(float[] of, float[][] into) {
    int width = timesteps.size();
    for (int step = 0; step < into.length; step++) {
      int count = Math.min(width, into[step].length - place);
      System.arraycopy(of, step * width, into[step], place, count);
      HeldOutLoss.overScored(spec, into[step], place, count);
    }
  }

  /** A scope for arrays that go into calls. */
  NDManager newScope() {
    return program.newScope();
  }

  /** Frees the state, and gives the program up. */
  void close() {
    scope.close();
    arrays.close();
    program.close();
  }
}
