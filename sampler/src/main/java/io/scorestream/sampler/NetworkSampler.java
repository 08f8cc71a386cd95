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
import java.util.random.RandomGenerator;
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
   * The generations of a milestone: {@link #sample(Run, TrainedNetworks, int, RandomGenerator,
   * IntConsumer)}, as many as the run's evaluation asks for.
   */
  Rows generations(Run run, TrainedNetworks networks, IntConsumer progress) {
    return sample(
        run,
        networks,
        run.spec().getEvaluation().getGenerations(),
        Seeds.generator(run.spec().getSeed(), PURPOSE, networks.milestone().milestone()),
        progress);
  }

  /**
   * Samples of the run's law at {@code t_min}, as the networks have learnt it. Equal networks and
   * generators give equal samples, bit for bit on one CPU type.
   *
   * @param count n
   * @param progress told after each timestep how many remain
   * @return {@code [n, d]}, as samples travel
   * @throws IllegalStateException when the networks lead away from the finite numbers
   */
  Rows sample(
      Run run, TrainedNetworks networks, int count, RandomGenerator rng, IntConsumer progress) {
    ScoreNetworks bank = opened(run.bank());
    bank.restore(networks.networks());
    Rows standardised =
        new ReverseSampler(run.grid(), run.update(), bank).sample(count, rng, progress);
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
