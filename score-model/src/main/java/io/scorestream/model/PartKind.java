package io.scorestream.model;

import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.NetworkShape;
import io.scorestream.run.network.Timestep;
import java.util.List;

/**
 * What parts of banks must have in common to answer by one program.
 *
 * @param network the shape of each network
 * @param timesteps T, how many a part has
 * @param networks n, for how many networks it has room
 * @param held how many coordinates, the last ones, are a point's condition
 */
record PartKind(NetworkShape network, int timesteps, int networks, int held) {

  /**
   * Timesteps of a part, at most: as many reverse steps are one call, after which it can be told
   * how far it is, and stopped.
   */
  private static final int MOST = 16;

  /** The kind of all parts of a bank. */
  static PartKind of(BankSpec spec) {
    List<Timestep> all = spec.timesteps();
    int timesteps = Math.min(MOST, all.size());
    int networks = 0;
    for (int place = 0; place < all.size(); place += timesteps) {
      int end = Math.min(place + timesteps, all.size());
      networks = Math.max(networks, Timestep.networks(all.subList(place, end)).size());
    }
    return new PartKind(spec.network(), timesteps, networks, spec.held());
  }
}
