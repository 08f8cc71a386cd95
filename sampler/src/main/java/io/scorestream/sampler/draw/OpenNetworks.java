package io.scorestream.sampler.draw;

import io.scorestream.checkpoints.TrainedNetworks;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.ScoreNetworks;
import io.scorestream.run.Run;
import io.scorestream.run.network.BankSpec;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The networks that were drawn from last, ready to answer. Room for networks is dear to open, and
 * filling it is cheap: it is kept for the next milestone of the same shape. Owned by one thread.
 */
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
    ScoreNetworks bank = room(run.bank());
    try {
      bank.restore(networks.networks());
    } catch (RuntimeException e) {
      bank.close();
      throw e;
    }
    banks.addFirst(new Held(networks, bank));
    return bank;
  }

  private ScoreNetworks room(BankSpec spec) {
    if (banks.size() == capacity) {
      ScoreNetworks bank = banks.removeLast().bank();
      if (bank.spec().equals(spec)) {
        return bank;
      }
      bank.close();
    }
    return ScoreNetworks.open(spec, device);
  }

  @Override
  public void close() {
    banks.forEach(held -> held.bank().close());
    banks.clear();
  }
}
