package io.scorestream.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What was computed, in its order, and how a slope goes back through each of it: reverse
 * accumulation. Whoever computes says how, since the operations decide what XLA makes of them;
 * where nobody asks for slopes, none are in the graph. For one graph and one thread.
 */
final class Tape {
  private final Ops tf;
  private final Deque<Runnable> steps = new ArrayDeque<>();
  private final IdentityHashMap<Operand<TFloat32>, Operand<TFloat32>> slopes =
      new IdentityHashMap<>();
  private @Nullable Operand<TFloat32> last;

  Tape(Ops tf) {
    this.tf = tf;
  }

  Ops tf() {
    return tf;
  }

  /**
   * Notes what was computed.
   *
   * @param back given the slope along it, adds those along what it was computed from
   * @return the same
   */
  Operand<TFloat32> computed(Operand<TFloat32> value, Consumer<Operand<TFloat32>> back) {
    steps.push(() -> slope(value).ifPresent(back));
    last = value;
    return value;
  }

  /** Adds to the slope along something. */
  void add(Operand<TFloat32> of, Operand<TFloat32> slope) {
    slopes.merge(of, slope, tf.math::add);
  }

  /** Goes back from what was computed last, given the slope along it. */
  void backward(Operand<TFloat32> slope) {
    add(Objects.requireNonNull(last), slope);
    steps.forEach(Runnable::run);
  }

  /** The slope along something, where it has a part in what came last. */
  Optional<Operand<TFloat32>> slope(Operand<TFloat32> of) {
    return Optional.ofNullable(slopes.get(of));
  }
}
