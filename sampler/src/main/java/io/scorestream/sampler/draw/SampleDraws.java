package io.scorestream.sampler.draw;

import io.scorestream.checkpoints.TrainedNetworks;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.diffusion.sampling.ReversePlan;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.ScoreNetworks;
import io.scorestream.rows.Rows;
import io.scorestream.run.ConditionDraws;
import io.scorestream.run.Run;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Samples of a milestone as they are asked for, however many: in blocks, each made of the seed and
 * its number alone. So the first n of a seed are the same whatever n is, and memory is that of a
 * block. The networks of the milestones that were asked for last stay open. Owned by one thread.
 */
public final class SampleDraws implements AutoCloseable {

  /** Samples in a block. */
  public static final int BLOCK = ScoreNetworks.BLOCK;

  /** Keeps these draws apart from all others of the same seed; the letters of "on-demand". */
  private static final long PURPOSE = 0x6F6E2D64656D616EL;

  /** Milestones whose networks stay open. */
  static final int MILESTONES = 4;

  private final NetworkSampler sampler;

  /**
   * @param device to compute on
   */
  public SampleDraws(DevicePreference device) {
    this.sampler = new NetworkSampler(device, MILESTONES);
  }

  /** How many blocks hold so many samples. */
  public static long blocks(long count) {
    return (count + BLOCK - 1) / BLOCK;
  }

  /**
   * One block of the first {@code count} samples of a seed.
   *
   * @param plan of the steps by which they are made
   * @param conditions what they are made of
   * @param number of the block, from 0
   * @param progress told now and then to which timestep the block has come
   * @return {@code [n, d]}, as samples travel; n is {@value #BLOCK} but in the last block
   * @throws IllegalStateException when the networks lead away from the finite numbers
   */
  public Rows block(
      Run run,
      TrainedNetworks networks,
      ReversePlan plan,
      ConditionDraws conditions,
      long seed,
      long number,
      long count,
      IntConsumer progress) {
    int size = (int) Math.min(BLOCK, count - number * BLOCK);
    return sampler.sample(
        run, networks, points(networks, plan, conditions, seed, number, size), progress);
  }

  /**
   * The first {@code count} samples of a seed on their way back from noise, of which the last frame
   * is what {@link #block} gives.
   *
   * @param count at most {@value #BLOCK}
   * @param stops timesteps at which they are shown
   * @param progress told now and then to which timestep all have come
   * @throws IllegalStateException when the networks lead away from the finite numbers
   */
  List<PathFrame> path(
      Run run,
      TrainedNetworks networks,
      ReversePlan plan,
      ConditionDraws conditions,
      long seed,
      int count,
      Set<Integer> stops,
      IntConsumer progress) {
    return sampler.path(
        run, networks, points(networks, plan, conditions, seed, 0, count), stops, progress);
  }

  private static NetworkSampler.Points points(
      TrainedNetworks networks,
      ReversePlan plan,
      ConditionDraws conditions,
      long seed,
      long block,
      int size) {
    long derived = Seeds.derived(seed, PURPOSE, networks.milestone().milestone());
    return new NetworkSampler.Points(plan, derived, block, size, conditions);
  }

  @Override
  public void close() {
    sampler.close();
  }
}
