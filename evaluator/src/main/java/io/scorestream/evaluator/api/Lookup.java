package io.scorestream.evaluator.api;

import org.apache.kafka.streams.state.HostInfo;

/**
 * What asking a store came to. Evaluators share the runs: each has the stores of some.
 *
 * @param <T> what the store holds
 */
sealed interface Lookup<T> {

  /**
   * The store is here.
   *
   * @param value what it holds
   */
  record Here<T>(T value) implements Lookup<T> {}

  /**
   * Another evaluator has it.
   *
   * @param host where that one answers
   */
  record Elsewhere<T>(HostInfo host) implements Lookup<T> {}

  /** It is being moved, or has not been opened yet. */
  record Moving<T>() implements Lookup<T> {}
}
