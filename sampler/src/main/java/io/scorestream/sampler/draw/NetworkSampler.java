package io.scorestream.sampler.draw;

import io.scorestream.checkpoints.TrainedNetworks;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.diffusion.sampling.ReversePlan;
import io.scorestream.model.Device;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.GivenPoints;
import io.scorestream.model.ScoreNetworks;
import io.scorestream.model.TensorFlowRuntime;
import io.scorestream.rows.Rows;
import io.scorestream.run.ConditionChoice;
import io.scorestream.run.ConditionDraws;
import io.scorestream.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

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

  /** The generations of a milestone: {@link #sample}, as many as the run's evaluation asks for. */
  public Rows generations(Run run, TrainedNetworks networks, IntConsumer progress) {
    return sample(
        run,
        networks,
        new Points(
            run.plan(),
            Seeds.derived(run.spec().getSeed(), PURPOSE, networks.milestone().milestone()),
            0,
            run.spec().getEvaluation().getGenerations(),
            ConditionChoice.USUAL.over(run)),
        progress);
  }

  /**
   * Which points are asked for.
   *
   * @param plan of the steps by which they are made
   * @param seed of their noise
   * @param firstBlock number of the block that they begin with
   * @param count n
   * @param conditions what they are made of
   */
  record Points(
      ReversePlan plan, long seed, long firstBlock, int count, ConditionDraws conditions) {

    private Rows drawConditions(Run run) {
      return conditions.draw(seed, firstBlock, ScoreNetworks.BLOCK, count, run.sampleDimension());
    }
  }

  /**
   * Samples of the run's law at {@code t_min}, as the networks have learnt it. Equal networks and
   * points give equal samples, bit for bit on one CPU type.
   *
   * @param progress told now and then to which timestep all have come, at last 0
   * @return {@code [n, d]}, as samples travel
   * @throws IllegalStateException when the networks lead away from the finite numbers
   */
  Rows sample(Run run, TrainedNetworks networks, Points points, IntConsumer progress) {
    Rows conditions = points.drawConditions(run);
    Rows standardised =
        open.of(run, networks)
            .sample(
                points.plan(),
                points.seed(),
                points.firstBlock(),
                points.count(),
                given(run, points, conditions),
                progress);
    return restored(run, points, standardised, conditions);
  }

  private static GivenPoints given(Run run, Points points, Rows conditions) {
    return run.condition().isEmpty()
        ? GivenPoints.none()
        : new GivenPoints(
            run.standardiser().scaled(conditions),
            run.standardiser().held(),
            points.conditions().guidance());
  }

  private static Rows restored(Run run, Points points, Rows standardised, Rows conditions) {
    Rows samples = run.standardiser().restore(standardised);
    points.conditions().keep(samples, conditions);
    return samples;
  }

  /**
   * The points of {@link #sample} on their way back from noise.
   *
   * @param stops timesteps at which they are shown, as {@link
   *     io.scorestream.model.ScoreNetworks#path} has them
   * @param progress told now and then to which timestep all have come, at last 0
   * @return from the largest timestep downwards, each {@code [n, d]}, as samples travel
   * @throws IllegalStateException when the networks lead away from the finite numbers
   */
  List<PathFrame> path(
      Run run, TrainedNetworks networks, Points points, Set<Integer> stops, IntConsumer progress) {
    List<PathFrame> frames = new ArrayList<>();
    Rows conditions = points.drawConditions(run);
    open.of(run, networks)
        .path(
            points.plan(),
            points.seed(),
            points.firstBlock(),
            points.count(),
            given(run, points, conditions),
            stops,
            (standardised, timestep) ->
                frames.add(
                    new PathFrame(timestep, restored(run, points, standardised, conditions))),
            progress);
    return frames;
  }

  @Override
  public void close() {
    open.close();
  }
}
