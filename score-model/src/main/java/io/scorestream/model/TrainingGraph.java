package io.scorestream.model;

import io.scorestream.run.network.ConvolutionalShape;
import io.scorestream.run.network.TimeFeatures;
import io.scorestream.run.network.WeightTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * The program that moves a group of networks by several steps in one call: a function of their
 * state, without variables, so that any number of groups of the same kind share it.
 *
 * <p>Inputs, with T timesteps in R runs of neighbours, and n networks (T, or 1 where it sees the
 * time): {@code x0 [S, rows, d]}, of which the first {@code steps} batches are used; {@code seed},
 * {@code stream} (the number of the first step) and {@code first [R]} as {@link CounterNormals}
 * wants them; {@code mixing [4, T, 1, d]} of {@link BankConstants}; {@code objective [T, 1, 1]};
 * {@code features [T, 1, F]}; {@code pixels [1, d, H·W·C]}; {@code rates [S]}, {@code shares [S]};
 * every tensor of the state {@code [n, rows, columns]}. Outputs: the state after the steps, and
 * {@code losses [S, T]}.
 */
final class TrainingGraph {
  private static final String INDEX = "index";
  private static final String LOSSES = "losses";

  private final GroupKind kind;

  private TrainingGraph(GroupKind kind) {
    this.kind = kind;
  }

  /**
   * Builds the graph and writes it as a SavedModel into a folder that exists.
   *
   * @param compiled whether XLA is to compile the steps, for the processor that it runs on
   */
  static void write(GroupKind kind, boolean compiled, Path folder) throws IOException {
    TrainingGraph graph = new TrainingGraph(kind);
    try (SavedModelGraph model = new SavedModelGraph()) {
      Ops tf = model.ops();
      Map<String, Operand<?>> inputs = graph.inputs(tf);
      Map<String, Operand<?>> outputs = NamedFunction.call(tf, inputs, graph::steps);
      model.addSignature(Signature.TRAIN, inputs, outputs);
      if (compiled) {
        model.compile(outputs.values().iterator().next().asOutput().op().name());
      }
      model.write(folder);
    }
  }

  /** By name; their order is that of the names. */
  private Map<String, Operand<?>> inputs(Ops tf) {
    int d = kind.network().dimension();
    int timesteps = kind.timesteps();
    Map<String, Operand<?>> inputs = new TreeMap<>();
    inputs.put("x0", floats(tf, -1, -1, d));
    inputs.put("steps", input(tf, TInt32.class));
    inputs.put("seed", input(tf, TInt64.class));
    inputs.put("stream", input(tf, TInt64.class));
    inputs.put("first", input(tf, TInt64.class, kind.runs().size()));
    inputs.put("mixing", floats(tf, BankConstants.SHARES, timesteps, 1, d));
    inputs.put("objective", floats(tf, timesteps, 1, 1));
    inputs.put("rates", floats(tf, -1));
    if (kind.optimiser().averaging().isPresent()) {
      inputs.put("shares", floats(tf, -1));
    }
    if (kind.network().seesTime()) {
      inputs.put("features", floats(tf, timesteps, 1, TimeFeatures.COUNT));
    }
    if (kind.network() instanceof ConvolutionalShape images) {
      inputs.put("pixels", floats(tf, 1, d, images.grid().size()));
    }
    for (StatePart part : kind.parts()) {
      for (WeightTensor tensor : kind.network().tensors()) {
        inputs.put(
            part.nameOf(tensor), floats(tf, kind.networks(), tensor.rows(), tensor.columns()));
      }
    }
    return inputs;
  }

  private static Operand<TFloat32> floats(Ops tf, long... shape) {
    return input(tf, TFloat32.class, shape);
  }

  private static <T extends TType> Operand<T> input(Ops tf, Class<T> type, long... shape) {
    return tf.placeholder(type, Placeholder.shape(Shape.of(shape)));
  }

  /** All steps: a loop that carries the state, the losses so far, and what stays the same. */
  private Map<String, Operand<?>> steps(Ops tf, NamedOperands arguments) {
    Map<String, Operand<?>> carried = new HashMap<>(arguments.byName());
    carried.put(INDEX, tf.constant(0));
    carried.put(LOSSES, noLosses(tf, arguments.floats("rates")));
    Map<String, Operand<?>> outputs =
        NamedFunction.loop(tf, carried, TrainingGraph::hasMore, this::step);
    outputs.keySet().retainAll(results());
    return outputs;
  }

  private Set<String> results() {
    Set<String> results = new HashSet<>(kind.stateNames());
    results.add(LOSSES);
    return results;
  }

  private Operand<TFloat32> noLosses(Ops tf, Operand<TFloat32> rates) {
    return tf.math.mul(
        tf.expandDims(rates, tf.constant(1)), tf.constant(new float[1][kind.timesteps()]));
  }

  private static Map<String, Operand<?>> hasMore(Ops tf, NamedOperands carried) {
    return Map.of("more", tf.math.less(carried.ints(INDEX), carried.ints("steps")));
  }

  private Map<String, Operand<?>> step(Ops tf, NamedOperands carried) {
    Operand<TInt32> index = carried.ints(INDEX);
    Operand<TInt64> step =
        tf.math.add(carried.longs("stream"), tf.dtypes.cast(index, TInt64.class));
    ShownBatch batch =
        ShownBatch.of(tf, kind, GraphOps.at(tf, carried.floats("x0"), index), step, carried);
    NetworkSlopes slopes =
        NetworkSlopes.of(tf, kind.network(), state(carried, StatePart.WEIGHTS), batch, carried);
    Map<String, Operand<?>> next = new TreeMap<>(carried.byName());
    next.replaceAll((name, operand) -> tf.identity(operand));
    next.put(INDEX, tf.math.add(index, tf.constant(1)));
    next.put(LOSSES, GraphOps.put(tf, carried.floats(LOSSES), index, slopes.losses()));
    descend(tf, carried, slopes.gradients(), next);
    return next;
  }

  private void descend(
      Ops tf,
      NamedOperands carried,
      List<Operand<TFloat32>> gradients,
      Map<String, Operand<?>> next) {
    Operand<TInt32> index = carried.ints(INDEX);
    AdamStep adam =
        new AdamStep(tf, kind.optimiser(), GraphOps.at(tf, carried.floats("rates"), index));
    AdamStep.Moved moved =
        adam.move(
            new AdamStep.Moved(
                state(carried, StatePart.WEIGHTS),
                state(carried, StatePart.FIRST_MOMENTS),
                state(carried, StatePart.SECOND_MOMENTS)),
            gradients);
    put(next, StatePart.WEIGHTS, moved.weights());
    put(next, StatePart.FIRST_MOMENTS, moved.firstMoments());
    put(next, StatePart.SECOND_MOMENTS, moved.secondMoments());
    if (kind.optimiser().averaging().isPresent()) {
      Operand<TFloat32> share = GraphOps.at(tf, carried.floats("shares"), index);
      put(
          next,
          StatePart.AVERAGES,
          adam.average(state(carried, StatePart.AVERAGES), moved.weights(), share));
    }
  }

  private List<Operand<TFloat32>> state(NamedOperands carried, StatePart part) {
    return kind.network().tensors().stream()
        .map(tensor -> carried.floats(part.nameOf(tensor)))
        .toList();
  }

  private void put(Map<String, Operand<?>> into, StatePart part, List<Operand<TFloat32>> tensors) {
    List<WeightTensor> names = kind.network().tensors();
    for (int i = 0; i < tensors.size(); i++) {
      into.put(part.nameOf(names.get(i)), tensors.get(i));
    }
  }
}
