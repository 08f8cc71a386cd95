package io.scorestream.transport.plan;

import java.util.Arrays;

/**
 * Brings potentials close to optimal ones: sources bid for targets in rounds of ever smaller
 * increments ε. A source with mass to place takes it to the target that is best for it and lowers
 * that target's potential {@code v} to where its second best is better by ε; whoever had the mass
 * there at a greater level is driven out. When all mass is placed every source is within ε of its
 * best. Bertsekas, <i>The auction algorithm</i> (1988); with masses, Bertsekas, Castañon, <i>The
 * auction algorithm for the transportation problem</i> (1989).
 *
 * <p>Only the potentials are kept, and any potentials will do: a round that takes too many bids, as
 * with masses of very different size, is broken off. Used by one thread.
 */
final class Auction {
  /** The first increment is this times the usual width of a shortlist, found best by trial. */
  private static final double FIRST_INCREMENT = 4;

  private static final double SHRINKING = 7;
  private static final int ROUNDS = 4;
  private static final int MOST_RAISES = 6;

  /** For a source: a first increment that takes more bids is too small for these potentials. */
  private static final int FEW_BIDS = 4;

  /** For a source: most rounds need about ten. */
  private static final int MOST_BIDS = 100;

  private final double[] supply;
  private final double[] demand;
  private final double[] potentials;
  private final Shortlists shortlists;
  private final Parcels parcels;
  private final double dust;

  private final double[] unplaced;
  private final double[] free;
  private final int[] bidders;
  private final boolean[] bidding;
  private int bidderCount;

  private int best;
  private double bestValue;
  private double secondValue;

  /**
   * @param potentials {@code v}, {@code [m]}, which are lowered
   * @param dust the mass that counts as none
   */
  Auction(
      double[] supply, double[] demand, double[] potentials, Shortlists shortlists, double dust) {
    this.supply = supply;
    this.demand = demand;
    this.potentials = potentials;
    this.shortlists = shortlists;
    this.parcels = new Parcels(demand.length);
    this.dust = dust;
    this.unplaced = new double[supply.length];
    this.free = new double[demand.length];
    this.bidders = new int[supply.length];
    this.bidding = new boolean[supply.length];
  }

  /** Runs all rounds: first with greater and greater increments until one is enough. */
  void run() {
    double first = FIRST_INCREMENT * usualWidth();
    if (!(first > 0)) {
      return;
    }
    int step = 0;
    while (step < MOST_RAISES && !round(first * Math.pow(SHRINKING, step), FEW_BIDS)) {
      step++;
    }
    for (step--; step > -ROUNDS; step--) {
      round(first * Math.pow(SHRINKING, step), MOST_BIDS);
    }
  }

  /**
   * By how much the last on a list is worse than the first: the median, which few points far out do
   * not move, or the mean where ties make it 0.
   */
  private double usualWidth() {
    double[] widths = new double[supply.length];
    for (int i = 0; i < supply.length; i++) {
      int[] targets = shortlists.targets(i);
      double[] prices = shortlists.prices(i);
      double first = Double.POSITIVE_INFINITY;
      double last = Double.NEGATIVE_INFINITY;
      for (int slot = 0; slot < targets.length; slot++) {
        double value = prices[slot] - potentials[targets[slot]];
        first = Math.min(first, value);
        last = Math.max(last, value);
      }
      widths[i] = last - first;
    }
    Arrays.sort(widths);
    double median = widths[widths.length / 2];
    return median > 0 ? median : TransportSolver.sum(widths) / widths.length;
  }

  /**
   * @param mostBids for a source, on average
   * @return whether all mass was placed with so many
   */
  private boolean round(double increment, int mostBids) {
    openForBids();
    long bids = (long) mostBids * supply.length;
    while (bidderCount > 0 && bids > 0) {
      int i = bidders[--bidderCount];
      bidding[i] = false;
      for (; unplaced[i] > dust && bids > 0; bids--) {
        bid(i, increment);
      }
    }
    return bids > 0;
  }

  private void openForBids() {
    parcels.clear();
    System.arraycopy(supply, 0, unplaced, 0, supply.length);
    System.arraycopy(demand, 0, free, 0, demand.length);
    bidderCount = 0;
    for (int i = supply.length - 1; i >= 0; i--) {
      bidding[i] = false;
      enter(i);
    }
  }

  private void enter(int i) {
    if (!bidding[i] && unplaced[i] > dust) {
      bidding[i] = true;
      bidders[bidderCount++] = i;
    }
  }

  private void bid(int i, double increment) {
    findBest(i);
    int j = best;
    double level = potentials[j] - (secondValue - bestValue) - increment;
    double placed = Math.min(unplaced[i], free[j]);
    free[j] -= placed;
    unplaced[i] -= placed;
    placed += driveOut(i, j, level);
    if (placed > 0) {
      parcels.add(i, j, placed, level);
    }
    if (free[j] <= dust) {
      potentials[j] = parcels.count(j) == 0 ? level : parcels.level(j, parcels.greatestLevel(j));
    }
  }

  /**
   * Lets a source take the place of mass at a greater level, which its source has to place anew;
   * the source's own mass there stays, at the new level.
   */
  private double driveOut(int i, int j, double level) {
    double placed = 0;
    while (unplaced[i] > dust && parcels.count(j) > 0) {
      int parcel = parcels.greatestLevel(j);
      if (parcels.level(j, parcel) <= level) {
        break;
      }
      int driven = parcels.source(j, parcel);
      double mass = parcels.mass(j, parcel);
      double taken = driven == i ? mass : Math.min(unplaced[i], mass);
      parcels.takeParcel(j, parcel, taken, dust);
      placed += taken;
      if (driven != i) {
        unplaced[i] -= taken;
        unplaced[driven] += taken;
        enter(driven);
      }
    }
    return placed;
  }

  /** The target of least {@code c_ij − v_j}, its value, and the least value of another target. */
  private void findBest(int i) {
    scan(i);
    for (boolean grow = false; secondValue > shortlists.bound(i); grow = true) {
      shortlists.renew(i, grow);
      scan(i);
    }
  }

  private void scan(int i) {
    int[] targets = shortlists.targets(i);
    double[] prices = shortlists.prices(i);
    bestValue = Double.POSITIVE_INFINITY;
    secondValue = Double.POSITIVE_INFINITY;
    for (int slot = 0; slot < targets.length; slot++) {
      double value = prices[slot] - potentials[targets[slot]];
      if (value < bestValue) {
        secondValue = bestValue;
        bestValue = value;
        best = targets[slot];
      } else if (value < secondValue) {
        secondValue = value;
      }
    }
  }
}
