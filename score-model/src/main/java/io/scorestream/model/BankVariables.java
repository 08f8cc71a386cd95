package io.scorestream.model;

import static java.util.Objects.requireNonNull;

import io.scorestream.run.network.Adam;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.WeightTensor;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * The variables of a graph: for each tensor of the network and each part of the state that the
 * graph works with, one of shape {@code [K, rows, columns]} with those of all K networks.
 */
final class BankVariables {
  private final BankSpec spec;
  private final List<StatePart> parts;
  private final Map<StatePart, List<Operand<? extends TType>>> handles =
      new EnumMap<>(StatePart.class);

  /**
   * @param parts the arrays that there are variables for
   */
  BankVariables(Ops tf, BankSpec spec, List<StatePart> parts) {
    this.spec = spec;
    this.parts = parts;
    for (StatePart part : parts) {
      handles.put(part, declare(tf, part));
    }
  }

  private List<Operand<? extends TType>> declare(Ops tf, StatePart part) {
    List<Operand<? extends TType>> declared = new ArrayList<>();
    for (WeightTensor tensor : spec.network().tensors()) {
      String name = part.nameOf(tensor);
      declared.add(
          tf.withName(name)
              .varHandleOp(TFloat32.class, shape(tensor), VarHandleOp.sharedName(name)));
    }
    return declared;
  }

  /** The arrays that there are variables for. */
  List<StatePart> parts() {
    return parts;
  }

  /** The weights that scores are computed with: their running mean where there is one. */
  StatePart scored() {
    return parts.contains(StatePart.AVERAGES) ? StatePart.AVERAGES : StatePart.WEIGHTS;
  }

  /** {@code [K, rows, columns]}. */
  Shape shape(WeightTensor tensor) {
    return Shape.of(spec.networks(), tensor.rows(), tensor.columns());
  }

  private List<Operand<? extends TType>> of(StatePart part) {
    return requireNonNull(handles.get(part), "the graph has no variables for " + part);
  }

  /** Every tensor of one part, each {@code [K, rows, columns]}, in declared order. */
  List<Operand<TFloat32>> read(Ops tf, StatePart part) {
    List<Operand<TFloat32>> values = new ArrayList<>();
    for (Operand<? extends TType> handle : of(part)) {
      values.add(tf.readVariableOp(handle, TFloat32.class));
    }
    return values;
  }

  /** The scored weights of the timestep at an index of the bank, each {@code [rows, columns]}. */
  List<Operand<TFloat32>> scoredAt(Ops tf, Operand<TInt32> index) {
    Operand<TInt32> network = spec.network().isShared() ? tf.constant(0) : index;
    List<Operand<TFloat32>> values = new ArrayList<>();
    for (Operand<? extends TType> handle : of(scored())) {
      values.add(tf.resourceGather(handle, network, TFloat32.class));
    }
    return values;
  }

  Op assign(Ops tf, StatePart part, int tensor, Operand<TFloat32> value) {
    return tf.assignVariableOp(of(part).get(tensor), value);
  }

  /** One step of Adam on every tensor; {@code rates} come from outside. */
  List<Op> descend(Ops tf, List<Operand<TFloat32>> gradients, AdamRates rates) {
    Adam adam = spec.optimiser().adam();
    Operand<TFloat32> beta1 = tf.constant((float) adam.beta1());
    Operand<TFloat32> beta2 = tf.constant((float) adam.beta2());
    Operand<TFloat32> epsilon = tf.constant((float) adam.epsilon());
    List<Op> updates = new ArrayList<>();
    for (int i = 0; i < gradients.size(); i++) {
      updates.add(
          tf.train.resourceApplyAdam(
              of(StatePart.WEIGHTS).get(i),
              of(StatePart.FIRST_MOMENTS).get(i),
              of(StatePart.SECOND_MOMENTS).get(i),
              rates.beta1Power(),
              rates.beta2Power(),
              rates.learningRate(),
              beta1,
              beta2,
              epsilon,
              gradients.get(i)));
    }
    return updates;
  }

  /** Brings every weight back into {@code [−bound, bound]}, once the updates are done. */
  List<Op> bound(Ops tf, List<Op> updates, double bound) {
    Ops after = tf.withControlDependencies(updates);
    return map(
        StatePart.WEIGHTS,
        weights ->
            after.assignVariableOp(
                weights,
                after.clipByValue(
                    after.readVariableOp(weights, TFloat32.class),
                    tf.constant((float) -bound),
                    tf.constant((float) bound))));
  }

  /** Moves the running means towards the weights, once the updates are done. */
  List<Op> average(Ops tf, List<Op> updates, Operand<TFloat32> share) {
    Ops after = tf.withControlDependencies(updates);
    Iterator<Operand<TFloat32>> weights = read(after, StatePart.WEIGHTS).iterator();
    return map(
        StatePart.AVERAGES,
        mean -> {
          Operand<TFloat32> distance =
              after.math.sub(weights.next(), after.readVariableOp(mean, TFloat32.class));
          return after.assignAddVariableOp(mean, after.math.mul(distance, share));
        });
  }

  private List<Op> map(StatePart part, Function<Operand<? extends TType>, Op> operation) {
    return of(part).stream().map(operation).toList();
  }

  /**
   * Scalars of one step: its rate, and the constants of {@link Adam} to the power of its number.
   */
  record AdamRates(
      Operand<TFloat32> learningRate, Operand<TFloat32> beta1Power, Operand<TFloat32> beta2Power) {}
}
