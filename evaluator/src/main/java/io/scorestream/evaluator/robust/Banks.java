package io.scorestream.evaluator.robust;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.evaluator.measure.RecentlyUsed;
import io.scorestream.model.BankSpec;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.NetworkShape;
import io.scorestream.model.ScoreBank;
import io.scorestream.model.Timestep;
import io.scorestream.model.TimestepState;
import io.scorestream.run.Run;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Networks to put weights into, kept open. Opening a bank costs some 50 ms however many timesteps
 * it has, restoring one some 15 ms and 40 ns more for each number in it: small networks share a
 * bank, large ones have one each. Used by one thread at a time.
 */
final class Banks implements AutoCloseable {

  private static final int OPEN = 64;

  /** Parameters that share a bank, which keeps restoring it below 25 ms. */
  private static final int SHARED_PARAMETERS = 250_000;

  private final DevicePreference device;
  private final RecentlyUsed<Key, ScoreBank> open =
      new RecentlyUsed<>(OPEN, bank -> 1, ScoreBank::close);

  private record Key(NetworkShape network, List<Timestep> timesteps) {}

  Banks(DevicePreference device) {
    this.device = device;
  }

  /**
   * A timestep's score in the state given, to be asked at that timestep alone and before the next
   * call.
   *
   * @throws IllegalArgumentException when the state does not fit the network
   */
  ScoreFunction restored(Run run, int timestep, TimestepState state) {
    Key key = new Key(run.network(), sharing(run, timestep));
    ScoreBank bank = open.get(key, () -> open(key));
    bank.restore(Collections.nCopies(key.timesteps().size(), state));
    return bank;
  }

  @Override
  public void close() {
    open.close();
  }

  private ScoreBank open(Key key) {
    return ScoreBank.open(BankSpec.standardised(key.network(), key.timesteps()), device);
  }

  /** The timesteps whose networks share a bank with this one's. */
  private static List<Timestep> sharing(Run run, int timestep) {
    int size = Math.max(1, SHARED_PARAMETERS / run.network().parameters());
    int first = (timestep - 1) / size * size + 1;
    int last = Math.min(first + size - 1, run.grid().steps());
    return IntStream.rangeClosed(first, last)
        .mapToObj(k -> new Timestep(k, run.grid().time(k)))
        .toList();
  }
}
