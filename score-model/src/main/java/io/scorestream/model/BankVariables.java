package io.scorestream.model;

import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.WeightTensor;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * The variables of a graph that answers: for each tensor of the network one of shape {@code [K,
 * rows, columns]} with those of all K networks.
 */
final class BankVariables {
  private final BankSpec spec;
  private final List<Operand<? extends TType>> handles = new ArrayList<>();

  BankVariables(Ops tf, BankSpec spec) {
    this.spec = spec;
    for (WeightTensor tensor : spec.network().tensors()) {
      String name = StatePart.WEIGHTS.nameOf(tensor);
      handles.add(
          tf.withName(name)
              .varHandleOp(TFloat32.class, shape(tensor), VarHandleOp.sharedName(name)));
    }
  }

  /** {@code [K, rows, columns]}. */
  Shape shape(WeightTensor tensor) {
    return Shape.of(spec.networks(), tensor.rows(), tensor.columns());
  }

  /** Every tensor, each {@code [K, rows, columns]}, in declared order. */
  List<Operand<TFloat32>> read(Ops tf) {
    List<Operand<TFloat32>> values = new ArrayList<>();
    for (Operand<? extends TType> handle : handles) {
      values.add(tf.readVariableOp(handle, TFloat32.class));
    }
    return values;
  }

  /** The weights of the timestep at an index of the bank, each {@code [rows, columns]}. */
  List<Operand<TFloat32>> at(Ops tf, Operand<TInt32> index) {
    Operand<TInt32> network = spec.network().isShared() ? tf.constant(0) : index;
    List<Operand<TFloat32>> values = new ArrayList<>();
    for (Operand<? extends TType> handle : handles) {
      values.add(tf.resourceGather(handle, network, TFloat32.class));
    }
    return values;
  }

  Op assign(Ops tf, int tensor, Operand<TFloat32> value) {
    return tf.assignVariableOp(handles.get(tensor), value);
  }
}
