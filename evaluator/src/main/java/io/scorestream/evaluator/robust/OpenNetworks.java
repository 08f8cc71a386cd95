package io.scorestream.evaluator.robust;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.evaluator.measure.RecentlyUsed;
import io.scorestream.model.Device;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.ScoreNetworks;
import io.scorestream.model.TensorFlowRuntime;
import io.scorestream.run.Run;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.NetworkShape;
import io.scorestream.run.network.NetworkWeights;
import java.util.Collections;

/**
 * Networks to put weights into, kept open. Opening a bank costs some 50 ms however many timesteps
 * it has, restoring one some 15 ms and 40 ns more for each number in it: small networks share a
 * bank, large ones have one each. Used by one thread at a time.
 */
final class OpenNetworks implements AutoCloseable {

  /** What open banks may take together, about; fifty networks of 260,000 parameters fit. */
  private static final long OPEN_BYTES = 512L * 1024 * 1024;

  /** A session takes about 4 MiB, whatever is in it. */
  private static final long SESSION_BYTES = 4L * 1024 * 1024;

  /** TensorFlow holds the weights about twice. */
  private static final long PARAMETER_BYTES = 2 * Float.BYTES;

  /** Parameters that share a bank, which keeps restoring it below 25 ms. */
  private static final int SHARED_PARAMETERS = 250_000;

  private final DevicePreference device;
  private final RecentlyUsed<BankSpec, ScoreNetworks> open =
      new RecentlyUsed<>(OPEN_BYTES, OpenNetworks::bytes, ScoreNetworks::close);

  OpenNetworks(DevicePreference device) {
    this.device = device;
  }

  /** What they are computed on. */
  Device device() {
    return TensorFlowRuntime.start().device(device);
  }

  /**
   * A timestep's score with the weights given, to be asked at that timestep alone and before the
   * next call.
   *
   * @throws IllegalArgumentException when they do not fit the network
   */
  ScoreFunction restored(Run run, int timestep, NetworkWeights weights) {
    BankSpec spec = sharing(run, timestep);
    ScoreNetworks bank = open.get(spec, () -> ScoreNetworks.open(spec, device));
    bank.restore(Collections.nCopies(spec.networks(), weights));
    return bank;
  }

  @Override
  public void close() {
    open.close();
  }

  private static long bytes(ScoreNetworks bank) {
    NetworkShape network = bank.spec().network();
    return SESSION_BYTES + PARAMETER_BYTES * network.parameters() * bank.spec().networks();
  }

  /** The networks that share a bank with this timestep's. */
  private static BankSpec sharing(Run run, int timestep) {
    int size = Math.max(1, SHARED_PARAMETERS / run.network().parameters());
    int first = (timestep - 1) / size * size + 1;
    return run.bank(first, Math.min(first + size - 1, run.grid().steps()));
  }
}
