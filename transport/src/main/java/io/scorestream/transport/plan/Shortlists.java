package io.scorestream.transport.plan;

import java.util.Arrays;

/**
 * For every source the few targets that are best for it, such that the best of all targets is found
 * without looking at the others.
 *
 * <p>A list of source i holds the targets of least {@code c_ij − v_j} when it was made, and the
 * bound is the greatest of these. Potentials {@code v} only fall from then on, so that {@code c_ij
 * − v_j} of a target outside the list never comes below the bound: whatever is found below it in
 * the list is certain. A list that is asked for more is made anew.
 *
 * <p>Memory {@code 12 n k} bytes for lists of k; making one costs a row of costs. Used by one
 * thread.
 */
final class Shortlists {
  private static final double ABOVE_ROUNDING = 1 + 0x1p-48;

  private final Costs costs;
  private final double[] potentials;
  private final int[][] targets;
  private final double[][] prices;
  private final double[] bounds;
  private final int[] listed;
  private int list;
  private double[] heap = new double[0];

  /**
   * @param sources {@code n}, the first of the costs' rows
   * @param potentials {@code v}, {@code [m]}: shared, and only ever lowered by others
   * @param length of a list at first, at least 1
   */
  Shortlists(Costs costs, int sources, double[] potentials, int length) {
    this.costs = costs;
    this.potentials = potentials;
    this.targets = new int[sources][Math.min(length, potentials.length)];
    this.prices = new double[sources][Math.min(length, potentials.length)];
    this.bounds = new double[sources];
    this.listed = new int[potentials.length];
    for (int i = 0; i < sources; i++) {
      for (int slot = 0; slot < targets[i].length; slot++) {
        targets[i][slot] = slot;
      }
      refresh(i);
    }
  }

  /** The targets on the list of source {@code i}, in no order. */
  int[] targets(int i) {
    return targets[i];
  }

  /** {@code c_ij} of the targets on the list of source {@code i}, in the same order. */
  double[] prices(int i) {
    return prices[i];
  }

  /** No target outside the list of source {@code i} has {@code c_ij − v_j} below this. */
  double bound(int i) {
    return bounds[i];
  }

  /** {@code min_j (c_ij − v_j)} over all targets. */
  double least(int i) {
    double least = leastListed(i);
    for (boolean grow = false; least > bounds[i]; grow = true) {
      renew(i, grow);
      least = leastListed(i);
    }
    return least;
  }

  private double leastListed(int i) {
    double least = Double.POSITIVE_INFINITY;
    for (int slot = 0; slot < targets[i].length; slot++) {
      least = Math.min(least, prices[i][slot] - potentials[targets[i][slot]]);
    }
    return least;
  }

  /** Makes the list of source {@code i} anew: as long as it was, or twice as long. */
  void renew(int i, boolean grow) {
    if (grow) {
      int before = targets[i].length;
      int length = Math.min(2 * before, potentials.length);
      targets[i] = Arrays.copyOf(targets[i], length);
      prices[i] = new double[length];
      fill(i, before);
    }
    refresh(i);
  }

  /** Puts any targets that are not listed yet into the slots from {@code from} on. */
  private void fill(int i, int from) {
    list++;
    for (int slot = 0; slot < from; slot++) {
      listed[targets[i][slot]] = list;
    }
    int slot = from;
    for (int j = 0; slot < targets[i].length; j++) {
      if (listed[j] != list) {
        targets[i][slot++] = j;
      }
    }
  }

  /** Starts from the old list, which few targets beat when potentials have moved little. */
  private void refresh(int i) {
    int[] chosen = targets[i];
    int length = chosen.length;
    if (heap.length < length) {
      heap = new double[length];
    }
    boolean rooted = costs.rooted();
    int all = potentials.length;
    double[] row = rooted ? costs.squares(i, all) : costs.row(i, all);
    list++;
    for (int slot = 0; rooted && slot < length; slot++) {
      row[chosen[slot]] = Math.sqrt(row[chosen[slot]]);
    }
    for (int slot = 0; slot < length; slot++) {
      heap[slot] = row[chosen[slot]] - potentials[chosen[slot]];
      listed[chosen[slot]] = list;
    }
    for (int slot = length / 2 - 1; slot >= 0; slot--) {
      sink(slot, heap[slot], chosen[slot], heap, chosen);
    }
    if (length < all && rooted) {
      replaceWorseOfSquares(row, potentials, listed, list, heap, chosen);
    } else if (length < all) {
      replaceWorse(row, potentials, listed, list, heap, chosen);
    }
    bounds[i] = length < potentials.length ? heap[0] : Double.POSITIVE_INFINITY;
    for (int slot = 0; slot < length; slot++) {
      prices[i][slot] = row[chosen[slot]];
    }
  }

  /** The heap has its greatest at the top, which every better target outside it replaces. */
  private static void replaceWorse(
      double[] row, double[] potentials, int[] listed, int list, double[] heap, int[] chosen) {
    double greatest = heap[0];
    for (int j = 0; j < potentials.length; j++) {
      double reduced = row[j] - potentials[j];
      if (reduced < greatest && listed[j] != list) {
        sink(0, reduced, j, heap, chosen);
        greatest = heap[0];
      }
    }
  }

  /**
   * {@link #replaceWorse} that takes the root of a square where it may be less than what counts,
   * the last digits of both sides aside.
   */
  private static void replaceWorseOfSquares(
      double[] row, double[] potentials, int[] listed, int list, double[] heap, int[] chosen) {
    double greatest = heap[0];
    for (int j = 0; j < potentials.length; j++) {
      double most = greatest + potentials[j];
      if (row[j] <= most * most * ABOVE_ROUNDING && most >= 0 && listed[j] != list) {
        row[j] = Math.sqrt(row[j]);
        if (row[j] - potentials[j] < greatest) {
          sink(0, row[j] - potentials[j], j, heap, chosen);
          greatest = heap[0];
        }
      }
    }
  }

  private static void sink(int from, double key, int target, double[] heap, int[] chosen) {
    int slot = from;
    for (int child = 2 * slot + 1; child < chosen.length; child = 2 * slot + 1) {
      if (child + 1 < chosen.length && heap[child + 1] > heap[child]) {
        child++;
      }
      if (heap[child] <= key) {
        break;
      }
      heap[slot] = heap[child];
      chosen[slot] = chosen[child];
      slot = child;
    }
    heap[slot] = key;
    chosen[slot] = target;
  }
}
