package io.scorestream.transport;

import java.util.function.Function;

/**
 * What was measured, or why it is left out: a number that cannot be trusted is no number.
 *
 * @param <T> of what is measured
 */
public sealed interface Measured<T> {

  /**
   * It is there.
   *
   * @param value what was measured
   */
  record Of<T>(T value) implements Measured<T> {}

  /**
   * It is not there.
   *
   * @param reason why, as the end of a sentence
   */
  record LeftOut<T>(String reason) implements Measured<T> {}

  /** What was measured. */
  static <T> Measured<T> of(T value) {
    return new Of<>(value);
  }

  /** Nothing, and why. */
  static <T> Measured<T> leftOut(String reason) {
    return new LeftOut<>(reason);
  }

  /**
   * What was measured.
   *
   * @throws IllegalStateException where it is left out, with the reason
   */
  default T orThrow() {
    if (this instanceof LeftOut<T> left) {
      throw new IllegalStateException(left.reason());
    }
    return ((Of<T>) this).value();
  }

  /** What follows from it, which may be left out itself. */
  default <R> Measured<R> flatMap(Function<T, Measured<R>> next) {
    if (this instanceof LeftOut<T> left) {
      return leftOut(left.reason());
    }
    return next.apply(((Of<T>) this).value());
  }

  /** What follows from it. */
  default <R> Measured<R> map(Function<T, R> next) {
    return flatMap(value -> of(next.apply(value)));
  }
}
