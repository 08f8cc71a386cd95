package io.scorestream.evaluator.robust;

import io.scorestream.evaluator.measure.RecentlyUsed;
import io.scorestream.model.BankSpec;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.NetworkShape;
import io.scorestream.model.ScoreBank;
import io.scorestream.model.Timestep;
import io.scorestream.model.TimestepState;
import java.util.List;

/**
 * Networks to put weights into: a bank of one timestep for each shape and time, kept open because
 * opening one takes some 50 ms and restoring one some 15. Used by one thread at a time.
 */
final class Banks implements AutoCloseable {

  private static final int OPEN = 64;

  private final DevicePreference device;
  private final RecentlyUsed<Key, ScoreBank> open =
      new RecentlyUsed<>(OPEN, bank -> 1, ScoreBank::close);

  private record Key(NetworkShape network, Timestep timestep) {}

  Banks(DevicePreference device) {
    this.device = device;
  }

  /**
   * A bank in the state given, to be used before the next call.
   *
   * @throws IllegalArgumentException when the state does not fit the network
   */
  ScoreBank restored(NetworkShape network, Timestep timestep, TimestepState state) {
    ScoreBank bank =
        open.get(
            new Key(network, timestep),
            () -> ScoreBank.open(BankSpec.standardised(network, List.of(timestep)), device));
    bank.restore(List.of(state));
    return bank;
  }

  @Override
  public void close() {
    open.close();
  }
}
