package io.scorestream.model;

import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.Timestep;
import java.util.ArrayList;
import java.util.List;

/**
 * How the networks of a bank are dealt out to calls of one program.
 *
 * @param kind of every group
 * @param groups their timesteps; the last one's last is there twice where it would lack one
 */
record Grouping(GroupKind kind, List<List<Timestep>> groups) {

  /**
   * Networks in a group on a CPU. With one alone XLA would take other loops, in other bits; with
   * more, fewer processors find work, and what the activations need leaves the processor's cache.
   */
  private static final int PAIR = 2;

  /** One group where timesteps share a network or a GPU wants much at once, else pairs. */
  static Grouping of(BankSpec spec, Device.Kind device) {
    List<Timestep> all = spec.timesteps();
    if (spec.network().isShared() || device == Device.Kind.GPU) {
      return new Grouping(
          new GroupKind(spec.network(), spec.optimiser(), neighbours(all)), List.of(all));
    }
    List<List<Timestep>> pairs = new ArrayList<>();
    for (int i = 0; i < all.size(); i += PAIR) {
      pairs.add(List.of(all.get(i), all.get(Math.min(i + 1, all.size() - 1))));
    }
    return new Grouping(new GroupKind(spec.network(), spec.optimiser(), List.of(1, 1)), pairs);
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
