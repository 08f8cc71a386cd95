package io.scorestream.transport;

import java.util.Arrays;

/**
 * The k smallest of many numbers, in one pass: quick where k is small, for few numbers then find a
 * place. For one thread.
 */
public final class Smallest {

  /** Increasing. */
  private final double[] kept;

  /**
   * @param k of them, at least 1
   */
  public Smallest(int k) {
    kept = new double[k];
    clear();
  }

  /** Forgets all numbers. */
  public void clear() {
    Arrays.fill(kept, Double.POSITIVE_INFINITY);
  }

  /** Takes a number into account. */
  public void add(double number) {
    if (number < kept[kept.length - 1]) {
      int place = kept.length - 1;
      for (; place > 0 && kept[place - 1] > number; place--) {
        kept[place] = kept[place - 1];
      }
      kept[place] = number;
    }
  }

  /** The smallest of a rank, from 0 to k − 1; infinite where there were fewer. */
  public double at(int rank) {
    return kept[rank];
  }

  /** The k-th smallest; infinite where there were fewer. */
  public double last() {
    return kept[kept.length - 1];
  }
}
