package io.scorestream.transport.plan;

import java.util.Arrays;

/**
 * Masses that sources have placed at targets: for every target the sources with mass there, how
 * much, and at which level they bid for it. At most one parcel for each source and target. Used by
 * one thread.
 */
final class Parcels {
  private static final int FEW = 2;

  private final int[][] sources;
  private final double[][] masses;
  private final double[][] levels;
  private final int[] counts;

  /**
   * @param targets {@code m}
   */
  Parcels(int targets) {
    sources = new int[targets][FEW];
    masses = new double[targets][FEW];
    levels = new double[targets][FEW];
    counts = new int[targets];
  }

  /** The number of sources with mass at target {@code j}. */
  int count(int j) {
    return counts[j];
  }

  /** The source of a parcel at target {@code j}. */
  int source(int j, int parcel) {
    return sources[j][parcel];
  }

  /** The mass of a parcel at target {@code j}, above 0. */
  double mass(int j, int parcel) {
    return masses[j][parcel];
  }

  /** The mass of source {@code i} at target {@code j}, at least 0. */
  double massOf(int i, int j) {
    int parcel = find(i, j);
    return parcel < 0 ? 0 : masses[j][parcel];
  }

  /** The parcel of the greatest level at target {@code j}, of which there is at least one. */
  int greatestLevel(int j) {
    int greatest = 0;
    for (int parcel = 1; parcel < counts[j]; parcel++) {
      if (levels[j][parcel] > levels[j][greatest]) {
        greatest = parcel;
      }
    }
    return greatest;
  }

  /** The level of a parcel at target {@code j}. */
  double level(int j, int parcel) {
    return levels[j][parcel];
  }

  /** Puts more mass of source {@code i} at target {@code j}, all of it then at the level. */
  void add(int i, int j, double mass, double level) {
    int parcel = find(i, j);
    if (parcel < 0) {
      parcel = counts[j]++;
      makeRoom(j);
      sources[j][parcel] = i;
      masses[j][parcel] = 0;
    }
    masses[j][parcel] += mass;
    levels[j][parcel] = level;
  }

  /**
   * Takes mass of source {@code i} from target {@code j}; at or below {@code dust} none is left.
   */
  void take(int i, int j, double mass, double dust) {
    takeParcel(j, find(i, j), mass, dust);
  }

  /** {@link #take} of a parcel. */
  void takeParcel(int j, int parcel, double mass, double dust) {
    masses[j][parcel] -= mass;
    if (masses[j][parcel] <= dust) {
      int last = --counts[j];
      sources[j][parcel] = sources[j][last];
      masses[j][parcel] = masses[j][last];
      levels[j][parcel] = levels[j][last];
    }
  }

  /** Takes everything away. */
  void clear() {
    Arrays.fill(counts, 0);
  }

  private int find(int i, int j) {
    for (int parcel = 0; parcel < counts[j]; parcel++) {
      if (sources[j][parcel] == i) {
        return parcel;
      }
    }
    return -1;
  }

  private void makeRoom(int j) {
    if (counts[j] > sources[j].length) {
      int room = 2 * sources[j].length;
      sources[j] = Arrays.copyOf(sources[j], room);
      masses[j] = Arrays.copyOf(masses[j], room);
      levels[j] = Arrays.copyOf(levels[j], room);
    }
  }
}
