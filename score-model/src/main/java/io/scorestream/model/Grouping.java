package io.scorestream.model;

import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.Timestep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How the timesteps of a bank are dealt out to calls of programs.
 *
 * @param kind of the group
 * @param timesteps those of a group; its last is there twice where it would lack one
 */
record Grouping(GroupKind kind, List<Timestep> timesteps) {

  /**
   * Small networks in a group on a CPU. With more, fewer processors find work, and what the
   * activations need leaves the processor's cache.
   */
  private static final int PAIR = 2;

  /** Parameters from which a network is alone, since two with their moments fill the cache. */
  private static final int LARGE = 1 << 16;

  /** A group for each band where there are any; all in one on a GPU; else by their size. */
  static List<Grouping> of(BankSpec spec, Device.Kind device) {
    List<Timestep> all = spec.timesteps();
    if (spec.network().seesTime()) {
      return bands(spec);
    }
    if (device == Device.Kind.GPU) {
      return List.of(together(spec, all));
    }
    int size = spec.network().parameters() < LARGE ? PAIR : 1;
    GroupKind kind = new GroupKind(spec.network(), spec.optimiser(), Collections.nCopies(size, 1));
    List<Grouping> groups = new ArrayList<>();
    for (int i = 0; i < all.size(); i += size) {
      groups.add(new Grouping(kind, filled(all.subList(i, Math.min(i + size, all.size())), size)));
    }
    return groups;
  }

  private static List<Grouping> bands(BankSpec spec) {
    return spec.networks().stream()
        .map(network -> spec.timesteps().stream().filter(k -> k.network() == network).toList())
        .map(band -> together(spec, band))
        .toList();
  }

  private static Grouping together(BankSpec spec, List<Timestep> timesteps) {
    return new Grouping(
        new GroupKind(spec.network(), spec.optimiser(), neighbours(timesteps)), timesteps);
  }

  /** As many as there is room for: the last is there again where some would lack. */
  static <T> List<T> filled(List<T> own, int room) {
    List<T> all = new ArrayList<>(own);
    all.addAll(Collections.nCopies(room - own.size(), own.get(own.size() - 1)));
    return all;
  }

  private static List<Integer> neighbours(List<Timestep> timesteps) {
    List<Integer> runs = new ArrayList<>();
    for (int i = 0; i < timesteps.size(); i++) {
      int last = runs.size() - 1;
      if (i > 0 && timesteps.get(i).number() == timesteps.get(i - 1).number() + 1) {
        runs.set(last, runs.get(last) + 1);
      } else {
        runs.add(1);
      }
    }
    return runs;
  }
}
