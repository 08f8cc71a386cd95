package io.scorestream.model;

import io.scorestream.run.network.Adam;
import io.scorestream.run.network.Optimiser;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** How one step of an {@link Optimiser} moves what is kept of the networks. */
final class AdamStep {
  private final Ops tf;
  private final Optimiser optimiser;
  private final Operand<TFloat32> rate;

  /**
   * @param rate of the step, with the correction of both moments' bias: {@code α_t} of Kingma and
   *     Ba, scalar
   */
  AdamStep(Ops tf, Optimiser optimiser, Operand<TFloat32> rate) {
    this.tf = tf;
    this.optimiser = optimiser;
    this.rate = rate;
  }

  /** Weights and moments, each tensor by itself. */
  record Moved(
      List<Operand<TFloat32>> weights,
      List<Operand<TFloat32>> firstMoments,
      List<Operand<TFloat32>> secondMoments) {}

  /** What weights and moments are after the step along gradients. */
  Moved move(Moved from, List<Operand<TFloat32>> gradients) {
    Adam adam = optimiser.adam();
    Moved moved = new Moved(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < gradients.size(); i++) {
      Operand<TFloat32> gradient = gradients.get(i);
      Operand<TFloat32> first = towards(from.firstMoments().get(i), gradient, 1 - adam.beta1());
      Operand<TFloat32> second =
          towards(from.secondMoments().get(i), tf.math.square(gradient), 1 - adam.beta2());
      Operand<TFloat32> root =
          tf.math.add(tf.math.sqrt(second), tf.constant((float) adam.epsilon()));
      Operand<TFloat32> step = tf.math.div(tf.math.mul(first, rate), root);
      moved.weights().add(bounded(tf.math.sub(from.weights().get(i), step)));
      moved.firstMoments().add(first);
      moved.secondMoments().add(second);
    }
    return moved;
  }

  private Operand<TFloat32> bounded(Operand<TFloat32> weights) {
    if (optimiser.weightBound().isEmpty()) {
      return weights;
    }
    float bound = (float) optimiser.weightBound().getAsDouble();
    return tf.clipByValue(weights, tf.constant(-bound), tf.constant(bound));
  }

  /** The running means after the step. */
  List<Operand<TFloat32>> average(
      List<Operand<TFloat32>> means, List<Operand<TFloat32>> weights, Operand<TFloat32> share) {
    List<Operand<TFloat32>> moved = new ArrayList<>();
    for (int i = 0; i < means.size(); i++) {
      moved.add(towards(means.get(i), weights.get(i), share));
    }
    return moved;
  }

  private Operand<TFloat32> towards(Operand<TFloat32> from, Operand<TFloat32> to, double share) {
    return towards(from, to, tf.constant((float) share));
  }

  private Operand<TFloat32> towards(
      Operand<TFloat32> from, Operand<TFloat32> to, Operand<TFloat32> share) {
    return tf.math.add(from, tf.math.mul(tf.math.sub(to, from), share));
  }
}
