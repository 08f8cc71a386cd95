package io.scorestream.transport.plan;

import java.util.Arrays;

/**
 * Optimal transport by shortest augmenting paths: every mass that is not placed yet goes along the
 * path of least reduced cost {@code c_ij − u_i − v_j} to a target with room, over targets whose
 * masses move on. After each path the potentials are feasible for all arcs and tight where mass
 * lies, so that what is placed is placed at the least cost. Jonker, Volgenant, <i>A shortest
 * augmenting path algorithm for dense and sparse linear assignment problems</i> (1987); Ahuja,
 * Magnanti, Orlin, <i>Network Flows</i> (1993), section 9.7.
 *
 * <p>Distances run over shortlists, and a list's bound queues up as a node of its own: when the
 * search comes to it, the list is made longer. So the search is that over all n·m arcs, of which it
 * looks at few. Potentials {@code v} only fall, as {@link Shortlists} ask. Used by one thread.
 */
final class AugmentingPaths {
  private static final int NONE = -1;

  private final double[] sourcePotentials;
  private final double[] targetPotentials;
  private final Shortlists shortlists;
  private final double dust;
  private final double[] unplaced;
  private final double[] room;
  private final Parcels parcels;

  private final NodeQueue queue = new NodeQueue();
  private final double[] targetDistance;
  private final double[] sourceDistance;
  private final int[] targetParent;
  private final int[] sourceParent;
  private final int[] settledTargets;
  private final int[] settledSources;
  private final int[] reachedIn;
  private final int[] targetSettledIn;
  private final int[] sourceSettledIn;
  private final int[] renewedIn;
  private int settledTargetCount;
  private int settledSourceCount;
  private int search;
  private int end;
  private double endDistance;

  /**
   * @param targetPotentials {@code v}, {@code [m]}, which are lowered
   * @param dust the mass that counts as none
   */
  AugmentingPaths(
      double[] supply,
      double[] demand,
      double[] targetPotentials,
      Shortlists shortlists,
      double dust) {
    int n = supply.length;
    int m = demand.length;
    this.targetPotentials = targetPotentials;
    this.shortlists = shortlists;
    this.dust = dust;
    this.unplaced = supply.clone();
    this.room = demand.clone();
    this.parcels = new Parcels(m);
    this.sourcePotentials = new double[n];
    this.targetDistance = new double[m];
    this.sourceDistance = new double[n];
    this.targetParent = new int[m];
    this.sourceParent = new int[n];
    this.settledTargets = new int[m];
    this.settledSources = new int[n];
    this.reachedIn = new int[m];
    this.targetSettledIn = new int[m];
    this.sourceSettledIn = new int[n];
    this.renewedIn = new int[n];
  }

  /** Places all mass. */
  void run() {
    Arrays.setAll(sourcePotentials, shortlists::least);
    for (int i = 0; i < unplaced.length; i++) {
      placeTight(i);
    }
    for (int i = 0; i < unplaced.length; i++) {
      boolean found = true;
      while (found && unplaced[i] > dust) {
        found = search(i);
        if (found) {
          updatePotentials();
          augment(i);
        }
      }
    }
  }

  /** {@code u}, {@code [n]}. */
  double[] sourcePotentials() {
    return sourcePotentials;
  }

  /** Where the mass lies. */
  Parcels parcels() {
    return parcels;
  }

  private void placeTight(int i) {
    int[] targets = shortlists.targets(i);
    double[] prices = shortlists.prices(i);
    for (int slot = 0; slot < targets.length && unplaced[i] > dust; slot++) {
      int j = targets[slot];
      if (room[j] > dust && prices[slot] - targetPotentials[j] <= sourcePotentials[i]) {
        place(i, j, Math.min(unplaced[i], room[j]));
      }
    }
  }

  private void place(int i, int j, double mass) {
    unplaced[i] -= mass;
    room[j] -= mass;
    parcels.add(i, j, mass, 0);
  }

  /**
   * Finds the least distance from a source to a target with room, by Dijkstra's algorithm.
   *
   * @return false if no target has room any more
   */
  private boolean search(int from) {
    search++;
    queue.clear();
    settledTargetCount = 0;
    settledSourceCount = 0;
    end = NONE;
    endDistance = Double.POSITIVE_INFINITY;
    settleSource(from, NONE, 0);
    while (!queue.isEmpty() && queue.leastKey() < endDistance) {
      double distance = queue.leastKey();
      int node = queue.poll();
      if (node >= room.length) {
        lengthen(node - room.length);
      } else if (targetSettledIn[node] != search && distance <= targetDistance[node]) {
        settleTarget(node);
      }
    }
    return end != NONE;
  }

  private void settleTarget(int j) {
    targetSettledIn[j] = search;
    settledTargets[settledTargetCount++] = j;
    for (int parcel = 0; parcel < parcels.count(j); parcel++) {
      int i = parcels.source(j, parcel);
      if (sourceSettledIn[i] != search) {
        settleSource(i, j, targetDistance[j]);
      }
    }
  }

  private void settleSource(int i, int parent, double distance) {
    sourceSettledIn[i] = search;
    sourceParent[i] = parent;
    sourceDistance[i] = distance;
    settledSources[settledSourceCount++] = i;
    reachFrom(i);
  }

  /** A list that was made before this search may be out of date rather than too short. */
  private void lengthen(int i) {
    shortlists.renew(i, renewedIn[i] == search);
    renewedIn[i] = search;
    reachFrom(i);
  }

  private void reachFrom(int i) {
    int[] targets = shortlists.targets(i);
    double[] prices = shortlists.prices(i);
    double distance = sourceDistance[i];
    double offset = distance - sourcePotentials[i];
    for (int slot = 0; slot < targets.length; slot++) {
      int j = targets[slot];
      double through = offset + prices[slot] - targetPotentials[j];
      if (through < endDistance && targetSettledIn[j] != search) {
        reach(j, i, Math.max(distance, through));
      }
    }
    double beyond = offset + shortlists.bound(i);
    if (beyond < endDistance) {
      queue.add(Math.max(distance, beyond), room.length + i);
    }
  }

  private void reach(int j, int parent, double distance) {
    if (reachedIn[j] == search && targetDistance[j] <= distance) {
      return;
    }
    reachedIn[j] = search;
    targetDistance[j] = distance;
    targetParent[j] = parent;
    if (room[j] > dust) {
      end = j;
      endDistance = distance;
    } else {
      queue.add(distance, j);
    }
  }

  private void updatePotentials() {
    for (int settled = 0; settled < settledTargetCount; settled++) {
      int j = settledTargets[settled];
      targetPotentials[j] -= endDistance - targetDistance[j];
    }
    for (int settled = 0; settled < settledSourceCount; settled++) {
      int i = settledSources[settled];
      sourcePotentials[i] += endDistance - sourceDistance[i];
    }
  }

  private void augment(int from) {
    double mass = Math.min(unplaced[from], room[end]);
    for (int i = targetParent[end]; i != from; i = targetParent[sourceParent[i]]) {
      mass = Math.min(mass, parcels.massOf(i, sourceParent[i]));
    }
    int target = end;
    for (int i = targetParent[end]; i != from; i = targetParent[target]) {
      parcels.add(i, target, mass, 0);
      target = sourceParent[i];
      parcels.take(i, target, mass, dust);
    }
    parcels.add(from, target, mass, 0);
    unplaced[from] -= mass;
    room[end] -= mass;
  }
}
