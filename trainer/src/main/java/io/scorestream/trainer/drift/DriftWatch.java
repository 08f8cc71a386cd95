package io.scorestream.trainer.drift;

import io.scorestream.events.DriftState;
import io.scorestream.events.Metric;
import io.scorestream.model.HeldOutLoss;
import io.scorestream.model.NetworkTrainer;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.run.Shard;
import io.scorestream.run.encoding.Dequantisation;
import io.scorestream.topics.MetricName;
import io.scorestream.trainer.cache.SampleRows;
import io.scorestream.trainer.metrics.ShardMetrics;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the samples that arrive after one milestone with the models of that milestone, and says
 * when their losses change. What it finds is a function of the models and the samples alone: it can
 * be put down as an event and taken up again after any block. Models of half of the samples watch
 * nothing: those of all of them hear the same stream. Owned by the training thread.
 */
public final class DriftWatch {

  private static final Logger LOG = LoggerFactory.getLogger(DriftWatch.class);

  private final Shard shard;
  private final long milestone;
  private final BlockPlan plan;
  private final LossTally tally;
  private final Deque<Block> pending = new ArrayDeque<>();
  private Block open = new Block(0);
  private long samples;
  private ChangeDetector detector;
  private int alarms;
  private @Nullable Long lastAlarm;

  /** Rows of one block, as far as they have come; {@code end} is the samples up to its last. */
  private static final class Block {
    private final int[] rows = new int[BlockPlan.SIZE];
    private final long end;
    private int size;

    Block(long end) {
      this.end = end;
    }
  }

  private DriftWatch(Shard shard, long milestone, LossTally tally, ChangeDetector detector) {
    this.shard = shard;
    this.milestone = milestone;
    this.plan = BlockPlan.between(milestone, shard.milestones().after(milestone));
    this.samples = milestone;
    this.tally = tally;
    this.detector = detector;
  }

  /** A watch of a shard that has no models yet: it waits for the first milestone. */
  public static DriftWatch idle(Shard shard) {
    return new DriftWatch(shard, 0, new LossTally(shard.size()), ChangeDetector.fresh());
  }

  /**
   * Goes on from where another left off.
   *
   * @param milestone of the models
   * @param before the shard's newest state; one of another milestone is left alone
   */
  public static DriftWatch resume(Shard shard, long milestone, Optional<DriftState> before) {
    if (!shard.isWhole()) {
      return idle(shard);
    }
    if (before.isEmpty() || before.get().getMilestone() != milestone) {
      return new DriftWatch(shard, milestone, new LossTally(shard.size()), ChangeDetector.fresh());
    }
    DriftState state = before.get();
    DriftWatch watch =
        new DriftWatch(
            shard,
            milestone,
            new LossTally(state.getScored(), state.getLossMeans(), state.getLossSquares()),
            new ChangeDetector(
                state.getBlocks(),
                state.getBlockMean(),
                state.getBlockSquares(),
                state.getRise(),
                state.getFall()));
    watch.samples = state.getSamples();
    watch.alarms = state.getAlarms();
    watch.lastAlarm = state.getLastAlarm();
    return watch;
  }

  /**
   * The watch of the next milestone's models. It first hears what they make of samples that were
   * held out before, so that a stream that changed right at the milestone is found as well.
   *
   * @param bank the models of that milestone
   * @param heldOut rows of held-out samples before it, oldest first
   * @param rows spans them
   */
  public DriftWatch next(long milestone, NetworkTrainer bank, int[] heldOut, SampleRows rows) {
    if (!shard.isWhole()) {
      return this;
    }
    DriftWatch next =
        new DriftWatch(shard, milestone, new LossTally(shard.size()), detector.onNewModel());
    next.alarms = alarms;
    next.lastAlarm = lastAlarm;
    for (int from = 0; from + BlockPlan.SIZE <= heldOut.length; from += BlockPlan.SIZE) {
      int[] block = new int[BlockPlan.SIZE];
      System.arraycopy(heldOut, from, block, 0, block.length);
      next.compare(shardLoss(losses(bank, block, rows), bank));
    }
    return next;
  }

  /**
   * Takes note of a sample that is there; called for each, in order.
   *
   * @param sample number of the sample among those of the run that are not held out, from 0
   * @param row where it is in the log
   */
  public void take(long sample, int row) {
    if (milestone == 0 || sample < samples || !plan.contains(sample)) {
      return;
    }
    if (plan.isFirst(sample)) {
      open = new Block(sample + BlockPlan.SIZE);
    }
    // Without its first sample a block was scored before, in part: by a plan that has changed.
    if (open.end > sample && open.size < BlockPlan.SIZE) {
      open.rows[open.size++] = row;
      if (open.size == BlockPlan.SIZE) {
        pending.addLast(open);
      }
    }
  }

  /** How often the stream was found to have changed since the run began. */
  public int alarms() {
    return alarms;
  }

  /** Evidence that it has changed since the last alarm, over the alarm's threshold. */
  public double statistic() {
    return detector.statistic();
  }

  /** Whether there are blocks to score. */
  public boolean hasArrivals() {
    return !pending.isEmpty();
  }

  /** Number of the row behind the last that is to be scored. */
  public long rowsNeeded() {
    return pending.isEmpty() ? 0 : pending.getLast().rows[BlockPlan.SIZE - 1] + 1L;
  }

  /**
   * Scores the blocks that are there.
   *
   * @param bank the models of this watch's milestone
   * @param rows spans {@link #rowsNeeded}
   */
  public void score(NetworkTrainer bank, SampleRows rows) {
    while (!pending.isEmpty()) {
      Block block = pending.removeFirst();
      HeldOutLoss losses = losses(bank, block.rows, rows);
      tally.add(losses);
      samples = block.end;
      compare(shardLoss(losses, bank));
    }
  }

  private HeldOutLoss losses(NetworkTrainer bank, int[] block, SampleRows rows) {
    Run run = shard.run();
    Rows samples = Rows.zeros(block.length, run.sampleDimension());
    rows.gather(block, samples);
    // The same noise for every block: what is common to all of them cannot look like a change.
    Rows batch =
        run.standardiser().standardise(samples, Dequantisation.fixed(run.spec().getSeed()));
    return bank.loss(FloatBuffer.wrap(batch.numbers()), run.spec().getSeed());
  }

  /** Over all samples and timesteps, each timestep in units of its target's variance. */
  private static double shardLoss(HeldOutLoss losses, NetworkTrainer bank) {
    double sum = 0;
    int timesteps = bank.spec().timesteps().size();
    for (int k = 0; k < timesteps; k++) {
      sum += bank.spec().objectiveWeight(bank.spec().timesteps().get(k)) * losses.mean(k);
    }
    return sum / timesteps;
  }

  private void compare(double loss) {
    detector = detector.next(loss);
    if (detector.hasChanged()) {
      alarms++;
      lastAlarm = samples;
      LOG.warn(
          "the samples of {} have changed: near its sample {} the loss of timesteps {} to {} is {}"
              + " than before; errors and forecasts assume that all are of one law",
          shard.run(),
          samples,
          shard.first(),
          shard.last(),
          detector.rise() > detector.fall() ? "higher" : "lower");
      detector = ChangeDetector.fresh();
    }
  }

  /** All that is needed to go on. */
  public DriftState state(int epoch) {
    return DriftState.newBuilder()
        .setRun(shard.run().id())
        .setIncarnation(shard.incarnation())
        .setShard(shard.number())
        .setFirstTimestep(shard.first())
        .setLastTimestep(shard.last())
        .setMilestone(milestone)
        .setSamples(samples)
        .setScored(tally.count())
        .setLossMeans(tally.means())
        .setLossSquares(tally.squares())
        .setBlocks(detector.values())
        .setBlockMean(detector.mean())
        .setBlockSquares(detector.squares())
        .setRise(detector.rise())
        .setFall(detector.fall())
        .setAlarms(alarms)
        .setLastAlarm(lastAlarm)
        .setEpoch(epoch)
        .setSpecHash(shard.run().hash())
        .build();
  }

  /**
   * What was found up to a milestone: the loss of each timestep, and whether the shard's networks
   * found a change; none where nothing was scored.
   *
   * @param reached the milestone whose new samples these were
   */
  public List<Metric> metrics(long reached) {
    List<Metric> metrics = new ArrayList<>();
    if (tally.count() == 0) {
      return metrics;
    }
    double confidence = shard.run().spec().getEvaluation().getConfidence();
    for (int k = shard.first(); k <= shard.last(); k++) {
      int index = k - shard.first();
      double loss = tally.mean(index);
      double margin = tally.margin(index, confidence);
      metrics.add(
          ShardMetrics.ofTimestep(shard, reached, k, MetricName.PREQUENTIAL_LOSS)
              .setValue(loss)
              .setLow(loss - margin)
              .setHigh(loss + margin)
              .setN(tally.count())
              .build());
    }
    metrics.add(ofShard(reached, MetricName.DRIFT_STATISTIC, detector.statistic()));
    metrics.add(ofShard(reached, MetricName.DRIFT_ALARMS, alarms));
    return metrics;
  }

  private Metric ofShard(long reached, MetricName name, double value) {
    return ShardMetrics.ofShard(shard, reached, name).setValue(value).setN(tally.count()).build();
  }
}
