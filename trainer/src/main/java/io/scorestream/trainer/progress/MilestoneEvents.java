package io.scorestream.trainer.progress;

import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.NetworkRecords;
import io.scorestream.run.Run;
import io.scorestream.run.Shard;
import io.scorestream.topics.MetricName;
import io.scorestream.trainer.metrics.ShardMetrics;
import io.scorestream.trainer.training.LossWindow.MeanLoss;
import io.scorestream.trainer.training.TrainedMilestone;
import io.scorestream.trainer.training.TrainingSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is said of a trained milestone, as events. Pure functions. */
public final class MilestoneEvents {

  private MilestoneEvents() {}

  /**
   * The loss of each of the shard's timesteps, the times and speeds of the shard, and when it began
   * to learn samples by heart, where that was seen.
   *
   * @param publishing seconds that sending the networks took
   * @param device name of what it was trained on
   */
  public static List<Metric> metrics(
      Shard shard, TrainedMilestone trained, double publishing, String device) {
    List<Metric> metrics = new ArrayList<>();
    for (int k = shard.first(); k <= shard.last(); k++) {
      metrics.add(loss(shard, trained, k).setDevice(device).build());
    }
    speeds(trained, publishing)
        .forEach(
            (name, value) ->
                metrics.add(
                    ShardMetrics.ofShard(shard, trained.milestone(), name)
                        .setValue(value)
                        .setN(trained.steps())
                        .setDevice(device)
                        .build()));
    trained
        .onset()
        .ifPresent(
            onset ->
                metrics.add(
                    ShardMetrics.ofShard(shard, trained.milestone(), MetricName.MEMORISATION_STEP)
                        .setValue(onset.by())
                        .setLow((double) onset.after())
                        .setHigh((double) onset.by())
                        .setN(trained.steps())
                        .setDevice(device)
                        .build()));
    return metrics;
  }

  private static Map<MetricName, Double> speeds(TrainedMilestone trained, double publishing) {
    double stepsPerSecond = trained.steps() / trained.seconds();
    Map<MetricName, Double> speeds = new EnumMap<>(MetricName.class);
    speeds.put(
        MetricName.TRAINING_SECONDS, trained.seconds() + trained.furtherSeconds() + publishing);
    speeds.put(MetricName.DATA_SECONDS, trained.dataSeconds());
    speeds.put(
        MetricName.COMPUTE_SECONDS,
        trained.seconds() - trained.dataSeconds() + trained.furtherSeconds());
    speeds.put(MetricName.PUBLISHING_SECONDS, publishing);
    speeds.put(MetricName.STEPS_PER_SECOND, stepsPerSecond);
    speeds.put(MetricName.SAMPLES_PER_SECOND, stepsPerSecond * trained.batchSize());
    return speeds;
  }

  /**
   * That the shard has reached the milestone.
   *
   * @param networks where its networks lie
   * @param device name of what it was trained on
   * @param instance name of the writer
   * @param epoch of the writer
   */
  public static MilestoneReached reached(
      Shard shard,
      TrainedMilestone trained,
      TrainingSet set,
      List<NetworkRecords> networks,
      String device,
      String instance,
      int epoch) {
    Run run = shard.run();
    return MilestoneReached.newBuilder()
        .setRun(run.id())
        .setIncarnation(shard.incarnation())
        .setMilestone(trained.milestone())
        .setShard(shard.number())
        .setFirstTimestep(shard.first())
        .setLastTimestep(shard.last())
        .setHalf(shard.half())
        .setOffsets(set.place())
        .setNetworks(networks)
        .setHeldOut(set.heldOut())
        .setSamplesHash(set.hash())
        .setSteps(trained.steps())
        .setSeconds(trained.seconds())
        .setDevice(device)
        .setEpoch(epoch)
        .setInstance(instance)
        .setSpecHash(run.hash())
        .build();
  }

  private static Metric.Builder loss(Shard shard, TrainedMilestone trained, int timestep) {
    double confidence = shard.run().spec().getEvaluation().getConfidence();
    MeanLoss loss = trained.losses().loss(timestep - shard.first(), confidence);
    return ShardMetrics.ofTimestep(
            shard, trained.milestone(), timestep, MetricName.NOISE_PREDICTION_LOSS)
        .setValue(loss.mean())
        .setLow(loss.low())
        .setHigh(loss.high())
        .setN((long) trained.losses().steps() * trained.batchSize());
  }
}
