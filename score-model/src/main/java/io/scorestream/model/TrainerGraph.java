package io.scorestream.model;

import io.scorestream.model.BankVariables.AdamRates;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.WeightTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The program that moves networks: their losses, gradients and updates, and their state out. */
final class TrainerGraph {
  /** What it can be asked to do. */
  static final Set<Signature> SIGNATURES =
      Set.of(Signature.TRAIN_STEP, Signature.LOSS, Signature.GET_STATE, Signature.SET_STATE);

  private final BankGraph graph;
  private final Ops tf;
  private final BankSpec spec;
  private final BankVariables variables;

  private TrainerGraph(BankGraph graph) {
    this.graph = graph;
    this.tf = graph.ops();
    this.spec = graph.spec();
    this.variables = graph.variables();
  }

  /** Builds the graph of a bank and writes it as a SavedModel into a folder that exists. */
  static void write(BankSpec spec, Path folder) throws IOException {
    try (BankGraph bank = new BankGraph(spec, StatePart.of(spec))) {
      TrainerGraph graph = new TrainerGraph(bank);
      graph.addTrainStep();
      bank.addLoss();
      graph.addGetState();
      bank.addSetState();
      bank.write(folder);
    }
  }

  private void addTrainStep() {
    NoisyBatch batch = NoisyBatch.declare(tf, spec, graph.network());
    List<Operand<TFloat32>> weights = variables.read(tf, StatePart.WEIGHTS);
    Operand<TFloat32> loss =
        tf.math.mean(
            batch.squaredErrors(tf, graph.network(), weights), tf.constant(new int[] {1, 2}));
    Operand<TFloat32> objective =
        tf.sum(tf.math.mul(loss, graph.network().objectiveWeights(tf)), tf.constant(0));
    AdamRates rates = new AdamRates(scalar(), scalar(), scalar());
    Map<String, Operand<?>> inputs = new TreeMap<>(batch.inputs());
    inputs.put("learning_rate", rates.learningRate());
    inputs.put("beta1_power", rates.beta1Power());
    inputs.put("beta2_power", rates.beta2Power());
    List<Op> updates = update(gradients(objective, weights), rates, inputs);
    graph
        .model()
        .addSignature(
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
      Placeholder<TFloat32> share = scalar();
      inputs.put("averaging_share", share);
      updates = variables.average(tf, updates, share);
    }
    return updates;
  }

  private List<Operand<TFloat32>> gradients(
      Operand<TFloat32> objective, List<Operand<TFloat32>> weights) {
    Output<?>[] inputs = weights.stream().map(Operand::asOutput).toArray(Output<?>[]::new);
    return Arrays.stream(graph.model().graph().addGradients(objective.asOutput(), inputs))
        .<Operand<TFloat32>>map(gradient -> gradient.expect(TFloat32.class))
        .toList();
  }

  private void addGetState() {
    Map<String, Operand<?>> outputs = new TreeMap<>();
    for (StatePart part : variables.parts()) {
      List<Operand<TFloat32>> values = variables.read(tf, part);
      List<WeightTensor> tensors = spec.network().tensors();
      for (int i = 0; i < values.size(); i++) {
        outputs.put(part.nameOf(tensors.get(i)), values.get(i));
      }
    }
    graph.model().addSignature(Signature.GET_STATE, Map.of("unused", scalar()), outputs);
  }

  private Placeholder<TFloat32> scalar() {
    return graph.input(TFloat32.class, Shape.scalar());
  }
}
