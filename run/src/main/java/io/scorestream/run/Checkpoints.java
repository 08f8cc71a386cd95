package io.scorestream.run;

import io.scorestream.events.SampleOffset;
import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.events.codec.Floats;
import io.scorestream.run.network.TimestepState;
import java.nio.ByteBuffer;
import java.util.List;

/** Network states to and from the checkpoints that carry them. */
public final class Checkpoints {

  private Checkpoints() {}

  /**
   * A timestep's state, trained on all samples, as a checkpoint.
   *
   * @param timestep k in 1..N
   * @param place where the milestone's samples end
   * @param loss training loss at the end of the milestone
   * @param epoch the writer's fencing epoch
   */
  public static ScoreCheckpoint checkpoint(
      Run run,
      int timestep,
      long milestone,
      List<SampleOffset> place,
      TimestepState state,
      double loss,
      int epoch) {
    return checkpoint(run.shards().get(0), timestep, milestone, place, state, loss, epoch);
  }

  /** The same, trained on the samples of a shard. */
  public static ScoreCheckpoint checkpoint(
      Shard shard,
      int timestep,
      long milestone,
      List<SampleOffset> place,
      TimestepState state,
      double loss,
      int epoch) {
    Run run = shard.run();
    ByteBuffer weights = Floats.bytes(state.weights());
    ByteBuffer first = Floats.bytes(state.firstMoments());
    ByteBuffer second = Floats.bytes(state.secondMoments());
    ByteBuffer averages = Floats.bytes(state.averages());
    return ScoreCheckpoint.newBuilder()
        .setRun(run.id())
        .setIncarnation(shard.incarnation())
        .setTimestep(timestep)
        .setTime(run.grid().time(timestep))
        .setMilestone(milestone)
        .setHalf(shard.half())
        .setOffsets(place)
        .setStep(state.step())
        .setWeights(weights)
        .setAveragedWeights(averages.hasRemaining() ? averages : null)
        .setFirstMoments(first)
        .setSecondMoments(second)
        .setRngSeed(shard.seed())
        .setRngPosition(state.step())
        .setLoss(loss)
        .setParameters(run.network().parameters())
        .setDepth(run.network().depth())
        .setLargestWeight(largest(state.weights()))
        .setWeightBound(run.spec().getNetwork().getWeightBound())
        .setEpoch(epoch)
        .setSpecHash(run.hash())
        .setContentHash(contentHash(weights, first, second, state.step(), averages))
        .build();
  }

  /**
   * The state in a checkpoint.
   *
   * @throws IllegalArgumentException when its content does not match its hash
   */
  public static TimestepState state(ScoreCheckpoint checkpoint) {
    ByteBuffer averages =
        checkpoint.getAveragedWeights() == null
            ? ByteBuffer.allocate(0)
            : checkpoint.getAveragedWeights();
    String hash =
        contentHash(
            checkpoint.getWeights(),
            checkpoint.getFirstMoments(),
            checkpoint.getSecondMoments(),
            checkpoint.getStep(),
            averages);
    if (!hash.equals(checkpoint.getContentHash())) {
      throw new IllegalArgumentException(
          "checkpoint of run "
              + checkpoint.getRun()
              + ", timestep "
              + checkpoint.getTimestep()
              + ", milestone "
              + checkpoint.getMilestone()
              + " is damaged: its content has another hash than it says");
    }
    return new TimestepState(
        Floats.of(checkpoint.getWeights()),
        Floats.of(checkpoint.getFirstMoments()),
        Floats.of(checkpoint.getSecondMoments()),
        Floats.of(averages),
        checkpoint.getStep());
  }

  private static String contentHash(
      ByteBuffer weights, ByteBuffer first, ByteBuffer second, long step, ByteBuffer averages) {
    ByteBuffer steps = ByteBuffer.allocate(Long.BYTES).putLong(0, step);
    return Hashes.of(weights, first, second, steps, averages);
  }

  private static double largest(float[] weights) {
    double largest = 0;
    for (float weight : weights) {
      largest = Math.max(largest, Math.abs(weight));
    }
    return largest;
  }
}
