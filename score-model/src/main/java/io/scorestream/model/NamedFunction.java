package io.scorestream.model;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.family.TType;

/** Functions of a graph whose arguments and results go by name, and loops of them. */
final class NamedFunction {
  private NamedFunction() {}

  /** What a function does. */
  @FunctionalInterface
  interface Body {
    Map<String, Operand<?>> of(Ops tf, NamedOperands arguments);
  }

  /**
   * Calls a function.
   *
   * @param inputs its arguments, in an order that is always the same
   * @return its results
   */
  static Map<String, Operand<?>> call(Ops tf, Map<String, Operand<?>> inputs, Body body) {
    return tf.call(function(inputs, body), inputs);
  }

  /**
   * Repeats a step.
   *
   * @param carried what the first step is given
   * @param more says of what is carried, under any one name, whether there is another step
   * @param step makes of what is carried that of the next step, by the same names
   * @return what the last step made
   */
  static Map<String, Operand<?>> loop(
      Ops tf, Map<String, Operand<?>> carried, Body more, Body step) {
    Map<String, Operand<?>> ordered = new TreeMap<>(carried);
    Iterator<? extends Operand<?>> ends =
        tf.statelessWhile(ordered.values(), function(ordered, more), function(ordered, step))
            .iterator();
    Map<String, Operand<?>> last = new TreeMap<>();
    ordered.keySet().forEach(name -> last.put(name, ends.next()));
    return last;
  }

  private static ConcreteFunction function(Map<String, Operand<?>> like, Body body) {
    return ConcreteFunction.create(
        tf -> {
          org.tensorflow.Signature.Builder signature = org.tensorflow.Signature.builder();
          Map<String, Operand<?>> arguments = new LinkedHashMap<>();
          like.forEach(
              (name, operand) -> {
                Operand<?> argument = argument(tf, operand.asOutput());
                signature.input(name, argument);
                arguments.put(name, argument);
              });
          new TreeMap<>(body.of(tf, new NamedOperands(arguments))).forEach(signature::output);
          return signature.build();
        });
  }

  private static <T extends TType> Operand<T> argument(Ops tf, Output<T> like) {
    return tf.placeholder(like.type(), Placeholder.shape(like.shape()));
  }
}
