package io.scorestream.sampler.draw;

import io.scorestream.checkpoints.TrainedNetworks;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.diffusion.sampling.ReverseSampler;
import io.scorestream.model.Device;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.TensorFlowRuntime;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

/** Makes samples with trained networks. Owned by one thread. */
public final class NetworkSampler implements AutoCloseable {

  /** Keeps these draws apart from all others of the same seed; the letters of "generate". */
  private static final long PURPOSE = 0x67656E6572617465L;

  private final DevicePreference preference;
  private final OpenNetworks open;

  /**
   * @param device to compute on
   * @param milestones whose networks stay open at once, at least 1
   */
  public NetworkSampler(DevicePreference device, int milestones) {
    this.preference = device;
    this.open = new OpenNetworks(device, milestones);
  }

  /** What it computes on. */
  public Device device() {
    return TensorFlowRuntime.start().device(preference);
  }

  /**
   * The generations of a milestone: {@link #sample(Run, TrainedNetworks, int, RandomGenerator,
   * IntConsumer)}, as many as the run's evaluation asks for.
   */
  public Rows generations(Run run, TrainedNetworks networks, IntConsumer progress) {
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
    Rows standardised =
        new ReverseSampler(run.grid(), run.update(), open.of(run, networks))
            .sample(count, rng, progress);
    return run.standardiser().restore(standardised);
  }

  @Override
  public void close() {
    open.close();
  }
}
