package io.scorestream.sampler;

import io.scorestream.checkpoints.TrainedNetworks;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.diffusion.sampling.ReverseSampler;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.ScoreNetworks;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.run.network.BankSpec;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes samples with trained networks. The room for them stays open for the next milestone, and is
 * replaced for a run of another shape. Owned by one thread.
 */
final class NetworkSampler implements AutoCloseable {

  /** Keeps these draws apart from all others of the same seed; the letters of "generate". */
  private static final long PURPOSE = 0x67656E6572617465L;

  private final DevicePreference device;
  private @Nullable ScoreNetworks bank;

  NetworkSampler(DevicePreference device) {
    this.device = device;
  }

  /**
   * Samples of the run's law at {@code t_min}, as the networks have learnt it. Equal networks give
   * equal samples, bit for bit on one CPU type.
   *
   * @param progress told after each timestep how many remain
   * @return {@code [n, d]}, in the data's own units, as many as the run's evaluation asks for
   * @throws IllegalStateException when the networks lead away from the finite numbers
   */
  Rows sample(Run run, TrainedNetworks networks, IntConsumer progress) {
    ScoreNetworks bank = opened(run.bank());
    bank.restore(networks.networks());
    Rows standardised =
        new ReverseSampler(run.grid(), run.update(), bank)
            .sample(
                run.spec().getEvaluation().getGenerations(),
                Seeds.generator(run.spec().getSeed(), PURPOSE, networks.milestone().milestone()),
                progress);
    return run.standardiser().restore(standardised);
  }

  @Override
  public void close() {
    if (bank != null) {
      bank.close();
      bank = null;
    }
  }

  private ScoreNetworks opened(BankSpec spec) {
    if (bank == null || !bank.spec().equals(spec)) {
      close();
      bank = ScoreNetworks.open(spec, device);
    }
    return bank;
  }
}
