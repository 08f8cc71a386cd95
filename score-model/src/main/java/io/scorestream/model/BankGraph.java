package io.scorestream.model;

import io.scorestream.model.BankVariables.AdamRates;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.Preconditioning;
import io.scorestream.run.network.WeightTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * The whole program of a bank as one graph: K networks side by side in batched products, their
 * losses, gradients and updates.
 *
 * <p>Per timestep {@code k} the loss is that of Gupta et al., eq. 4, times {@code σ_k²/d}: the mean
 * over batch and coordinates of {@code (ε̂ − ε)²}. See {@link Preconditioning} for the notation.
 */
final class BankGraph {
  private final SavedModelGraph model;
  private final Ops tf;
  private final BankSpec spec;
  private final NetworkGraph network;
  private final BankVariables variables;

  private BankGraph(SavedModelGraph model, BankSpec spec) {
    this.model = model;
    this.tf = model.ops();
    this.spec = spec;
    this.network = new NetworkGraph(spec);
    this.variables = new BankVariables(tf, spec);
  }

  /** Builds the graph of a bank and writes it as a SavedModel into a folder that exists. */
  static void write(BankSpec spec, Path folder) throws IOException {
    try (SavedModelGraph model = new SavedModelGraph()) {
      BankGraph graph = new BankGraph(model, spec);
      graph.addTrainStep();
      graph.addLoss();
      graph.addScoreAt();
      graph.addGetState();
      graph.addSetState();
      model.write(folder);
    }
  }

  private void addTrainStep() {
    NoisyBatch batch = NoisyBatch.declare(tf, spec, network);
    List<Operand<TFloat32>> weights = variables.read(tf, StatePart.WEIGHTS);
    Operand<TFloat32> loss =
        tf.math.mean(batch.squaredErrors(tf, network, weights), tf.constant(new int[] {1, 2}));
    Operand<TFloat32> objective =
        tf.sum(tf.math.mul(loss, network.objectiveWeights(tf)), tf.constant(0));
    AdamRates rates =
        new AdamRates(
            input(TFloat32.class, Shape.scalar()),
            input(TFloat32.class, Shape.scalar()),
            input(TFloat32.class, Shape.scalar()));
    Map<String, Operand<?>> inputs = new TreeMap<>(batch.inputs());
    inputs.put("learning_rate", rates.learningRate());
    inputs.put("beta1_power", rates.beta1Power());
    inputs.put("beta2_power", rates.beta2Power());
    List<Op> updates = update(gradients(objective, weights), rates, inputs);
    model.addSignature(
        Signature.TRAIN_STEP,
        inputs,
        Map.of("loss", tf.withControlDependencies(updates).identity(loss)));
  }

  /** Adam's step, then the bound on the weights, then their running mean. */
  private List<Op> update(
      List<Operand<TFloat32>> gradients, AdamRates rates, Map<String, Operand<?>> inputs) {
    List<Op> updates = variables.descend(tf, gradients, rates);
    OptionalDouble bound = spec.optimiser().weightBound();
    if (bound.isPresent()) {
      updates = variables.bound(tf, updates, bound.getAsDouble());
    }
    if (spec.optimiser().averaging().isPresent()) {
      Placeholder<TFloat32> share = input(TFloat32.class, Shape.scalar());
      inputs.put("averaging_share", share);
      updates = variables.average(tf, updates, share);
    }
    return updates;
  }

  private List<Operand<TFloat32>> gradients(
      Operand<TFloat32> objective, List<Operand<TFloat32>> weights) {
    Output<?>[] inputs = weights.stream().map(Operand::asOutput).toArray(Output<?>[]::new);
    return Arrays.stream(model.graph().addGradients(objective.asOutput(), inputs))
        .<Operand<TFloat32>>map(gradient -> gradient.expect(TFloat32.class))
        .toList();
  }

  private void addLoss() {
    NoisyBatch batch = NoisyBatch.declare(tf, spec, network);
    List<Operand<TFloat32>> weights = variables.read(tf, StatePart.scored(spec));
    Operand<TFloat32> perSample =
        tf.math.mean(batch.squaredErrors(tf, network, weights), tf.constant(2));
    model.addSignature(Signature.LOSS, batch.inputs(), Map.of("per_sample", perSample));
  }

  private void addScoreAt() {
    Placeholder<TInt32> index = input(TInt32.class, Shape.scalar());
    Placeholder<TFloat32> x = input(TFloat32.class, Shape.of(-1, spec.network().dimension()));
    Operand<TFloat32> y =
        tf.math.mul(x, at(index, network.coefficient(tf, Preconditioning::inputScale)));
    Operand<TFloat32> output =
        network.applyOne(tf, y, part -> at(index, part), variables.scoredAt(tf, index));
    Operand<TFloat32> noise =
        tf.math.add(
            tf.math.mul(y, at(index, network.coefficient(tf, Preconditioning::noiseShare))),
            tf.math.mul(output, at(index, network.coefficient(tf, Preconditioning::signalShare))));
    model.addSignature(Signature.SCORE_AT, Map.of("index", index, "x", x), Map.of("noise", noise));
  }

  private Operand<TFloat32> at(Operand<TInt32> index, Operand<TFloat32> coefficient) {
    return tf.gather(coefficient, index, tf.constant(0));
  }

  private void addGetState() {
    Map<String, Operand<?>> outputs = new TreeMap<>();
    for (StatePart part : StatePart.of(spec)) {
      List<Operand<TFloat32>> values = variables.read(tf, part);
      for (int i = 0; i < values.size(); i++) {
        outputs.put(part.nameOf(spec.network().tensors().get(i)), values.get(i));
      }
    }
    Placeholder<TFloat32> unused = input(TFloat32.class, Shape.scalar());
    model.addSignature(Signature.GET_STATE, Map.of("unused", unused), outputs);
  }

  private void addSetState() {
    Map<String, Operand<?>> inputs = new TreeMap<>();
    List<Op> assigned = new ArrayList<>();
    for (StatePart part : StatePart.of(spec)) {
      List<WeightTensor> tensors = spec.network().tensors();
      for (int i = 0; i < tensors.size(); i++) {
        Placeholder<TFloat32> value = input(TFloat32.class, variables.shape(tensors.get(i)));
        inputs.put(part.nameOf(tensors.get(i)), value);
        assigned.add(variables.assign(tf, part, i, value));
      }
    }
    Operand<?> done = tf.withControlDependencies(assigned).identity(tf.constant(1f));
    model.addSignature(Signature.SET_STATE, inputs, Map.of("done", done));
  }

  private <T extends TType> Placeholder<T> input(Class<T> type, Shape shape) {
    return tf.placeholder(type, Placeholder.shape(shape));
  }
}
