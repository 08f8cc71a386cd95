package io.scorestream.model;

import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.NetworkWeights;
import java.util.List;

/** Holds what is to be restored against the bank that it is for. Pure functions. */
final class Restored {
  private Restored() {}

  /**
   * Refuses weights that are not those of the bank's networks.
   *
   * @throws IllegalArgumentException naming the network at fault
   */
  static void requireWeights(BankSpec spec, List<NetworkWeights> networks) {
    requireCount(spec, networks.size());
    List<Integer> numbers = spec.networks();
    for (int i = 0; i < networks.size(); i++) {
      networks.get(i).requireFits(spec.network(), numbers.get(i));
      requireAverages(spec, numbers.get(i), networks.get(i));
    }
  }

  /**
   * Refuses states that are not those of the bank's networks after the same steps.
   *
   * @throws IllegalArgumentException naming the network at fault
   */
  static void requireStates(BankSpec spec, List<NetworkState> networks) {
    requireCount(spec, networks.size());
    List<Integer> numbers = spec.networks();
    for (int i = 0; i < networks.size(); i++) {
      networks.get(i).requireFits(spec.network(), numbers.get(i));
      requireAverages(spec, numbers.get(i), networks.get(i).weights());
      if (networks.get(i).step() != networks.get(0).step()) {
        throw new IllegalArgumentException(
            "network %s is after %s steps and network %s after %s; restore states of one milestone"
                .formatted(
                    numbers.get(i),
                    networks.get(i).step(),
                    numbers.get(0),
                    networks.get(0).step()));
      }
    }
  }

  private static void requireCount(BankSpec spec, int networks) {
    if (networks != spec.networks().size()) {
      throw new IllegalArgumentException(
          "%s states for a bank of %s networks; give one per network, in the bank's order"
              .formatted(networks, spec.networks().size()));
    }
  }

  private static void requireAverages(BankSpec spec, int number, NetworkWeights weights) {
    int expected = spec.optimiser().averaging().isPresent() ? spec.network().parameters() : 0;
    if (weights.averages().length != expected) {
      throw new IllegalArgumentException(
          "network %s has running means of %s weights and this bank keeps those of %s; restore it to the bank it was saved from"
              .formatted(number, weights.averages().length, expected));
    }
  }
}
