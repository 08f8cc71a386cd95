package io.scorestream.evaluator.robust;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.evaluator.measure.RecentlyUsed;
import io.scorestream.model.Device;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.ScoreNetworks;
import io.scorestream.model.TensorFlowRuntime;
import io.scorestream.run.Run;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.NetworkWeights;
import java.util.List;

/**
 * Networks to put weights into, kept open, since those of one shape share a program that takes a
 * while to compile. Used by one thread at a time.
 */
final class OpenNetworks implements AutoCloseable {

  /** What open networks may take together, about; fifty of 2,500,000 parameters fit. */
  private static final long OPEN_BYTES = 512L * 1024 * 1024;

  /** What is around the weights of a network, about. */
  private static final long ROOM_BYTES = 16L * 1024;

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
    BankSpec spec = run.bank(timestep, timestep);
    ScoreNetworks bank = open.get(spec, () -> ScoreNetworks.open(spec, device));
    bank.restore(List.of(weights));
    return bank;
  }

  @Override
  public void close() {
    open.close();
  }

  private static long bytes(ScoreNetworks bank) {
    return ROOM_BYTES + (long) Float.BYTES * bank.spec().network().parameters();
  }
}
