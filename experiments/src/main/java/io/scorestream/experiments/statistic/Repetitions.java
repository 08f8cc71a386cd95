package io.scorestream.experiments.statistic;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Independent repetitions on all processors. Results come in the order of their numbers, and a
 * repetition draws from a generator of its own number alone, so that neither depends on the number
 * of processors.
 */
public final class Repetitions {
  private Repetitions() {}

  /** The results of repetitions {@code 0..count − 1}. */
  public static <T> List<T> of(int count, IntFunction<T> repetition) {
    return IntStream.range(0, count).parallel().mapToObj(repetition).toList();
  }

  /** The numbers that repetitions {@code 0..count − 1} give. */
  public static double[] numbers(int count, IntToDoubleFunction repetition) {
    return IntStream.range(0, count).parallel().mapToDouble(repetition).toArray();
  }
}
