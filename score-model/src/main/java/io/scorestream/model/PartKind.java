package io.scorestream.model;

import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.NetworkShape;

/**
 * What parts of banks must have in common to answer by one program.
 *
 * @param network the shape of each network
 * @param timesteps T, how many a part has
 */
record PartKind(NetworkShape network, int timesteps) {

  /**
   * Timesteps of a part, at most: as many reverse steps are one call, after which it can be told
   * how far it is, and stopped.
   */
  private static final int MOST = 16;

  /** The kind of all parts of a bank. */
  static PartKind of(BankSpec spec) {
    return new PartKind(spec.network(), Math.min(MOST, spec.timesteps().size()));
  }

  /** T, or 1 where all timesteps share a network. */
  int networks() {
    return network.isShared() ? 1 : timesteps;
  }
}
