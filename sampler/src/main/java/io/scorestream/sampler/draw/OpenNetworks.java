package io.scorestream.sampler.draw;

import io.scorestream.checkpoints.TrainedNetworks;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.ScoreNetworks;
import io.scorestream.run.Run;
import java.util.ArrayDeque;
import java.util.Deque;

/** The networks that were drawn from last, ready to answer. Owned by one thread. */
final class OpenNetworks implements AutoCloseable {

  private final DevicePreference device;
  private final int capacity;

  /** That which was used last comes first. */
  private final Deque<Held> banks = new ArrayDeque<>();

  private record Held(TrainedNetworks networks, ScoreNetworks bank) {}

  /**
   * @param device to compute on
   * @param capacity milestones at once, at least 1
   */
  OpenNetworks(DevicePreference device, int capacity) {
    this.device = device;
    this.capacity = capacity;
  }

  /** Networks of a run, those of this very object, which may be used until the next call. */
  @SuppressWarnings("ReferenceEquality") // To compare all weights would cost more than to fill.
  ScoreNetworks of(Run run, TrainedNetworks networks) {
    for (Held held : banks) {
      if (held.networks() == networks) {
        banks.remove(held);
        banks.addFirst(held);
        return held.bank();
      }
    }
    ScoreNetworks bank = ScoreNetworks.open(run.bank(), device);
    try {
      bank.restore(networks.networks());
    } catch (RuntimeException e) {
      bank.close();
      throw e;
    }
    banks.addFirst(new Held(networks, bank));
    // Only now, since what is alike shares a program, which ends with the last of them.
    if (banks.size() > capacity) {
      banks.removeLast().bank().close();
    }
    return bank;
  }

  @Override
  public void close() {
    banks.forEach(held -> held.bank().close());
    banks.clear();
  }
}
