package io.scorestream.model;

import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.WeightTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * What a graph that answers begins with: K networks side by side in batched products, their
 * variables, a way into these, and their losses.
 *
 * <p>Per timestep {@code k} the loss is that of Gupta et al., eq. 4, times {@code σ_k²/d}: the mean
 * over batch and coordinates of {@code (ε̂ − ε)²}. See {@link
 * io.scorestream.run.network.Preconditioning} for the notation.
 */
final class BankGraph implements AutoCloseable {
  private final SavedModelGraph model = new SavedModelGraph();
  private final BankSpec spec;
  private final NetworkGraph network;
  private final BankVariables variables;

  BankGraph(BankSpec spec) {
    this.spec = spec;
    this.network = new NetworkGraph(spec);
    this.variables = new BankVariables(model.ops(), spec);
  }

  SavedModelGraph model() {
    return model;
  }

  Ops ops() {
    return model.ops();
  }

  BankSpec spec() {
    return spec;
  }

  NetworkGraph network() {
    return network;
  }

  BankVariables variables() {
    return variables;
  }

  void addLoss() {
    Ops tf = ops();
    NoisyBatch batch = NoisyBatch.declare(tf, spec, network);
    List<Operand<TFloat32>> weights = variables.read(tf);
    Operand<TFloat32> perSample =
        tf.math.mean(batch.squaredErrors(tf, network, weights), tf.constant(2));
    model.addSignature(Signature.LOSS, batch.inputs(), Map.of("per_sample", perSample));
  }

  void addSetState() {
    Ops tf = ops();
    Map<String, Operand<?>> inputs = new TreeMap<>();
    List<Op> assigned = new ArrayList<>();
    List<WeightTensor> tensors = spec.network().tensors();
    for (int i = 0; i < tensors.size(); i++) {
      Placeholder<TFloat32> value = input(TFloat32.class, variables.shape(tensors.get(i)));
      inputs.put(StatePart.WEIGHTS.nameOf(tensors.get(i)), value);
      assigned.add(variables.assign(tf, i, value));
    }
    Operand<?> done = tf.withControlDependencies(assigned).identity(tf.constant(1f));
    model.addSignature(Signature.SET_STATE, inputs, Map.of("done", done));
  }

  <T extends TType> Placeholder<T> input(Class<T> type, Shape shape) {
    return ops().placeholder(type, Placeholder.shape(shape));
  }

  /** Writes it as a SavedModel into a folder that exists. */
  void write(Path folder) throws IOException {
    model.write(folder);
  }

  @Override
  public void close() {
    model.close();
  }
}
