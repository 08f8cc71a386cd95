package io.scorestream.trainer.progress;

import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneReached;
import io.scorestream.run.Run;
import io.scorestream.run.Shard;
import io.scorestream.topics.MetricName;
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
   * The loss, the time and the speeds of each of the shard's timesteps.
   *
   * @param publishing seconds that sending the checkpoints took
   * @param device on which it was trained, for people
   */
  public static List<Metric> metrics(
      Shard shard, TrainedMilestone trained, double publishing, String device) {
    double seconds = trained.seconds() + publishing;
    double stepsPerSecond = trained.steps() / trained.seconds();
    Map<MetricName, Double> speeds = new EnumMap<>(MetricName.class);
    speeds.put(MetricName.TRAINING_SECONDS, seconds / shard.size());
    speeds.put(MetricName.STEPS_PER_SECOND, stepsPerSecond);
    speeds.put(MetricName.SAMPLES_PER_SECOND, stepsPerSecond * trained.batchSize());
    speeds.put(MetricName.DATA_SHARE, trained.dataSeconds() / seconds);
    speeds.put(MetricName.PUBLISHING_SHARE, publishing / seconds);
    speeds.put(MetricName.COMPUTE_SHARE, (trained.seconds() - trained.dataSeconds()) / seconds);
    List<Metric> metrics = new ArrayList<>();
    for (int k = shard.first(); k <= shard.last(); k++) {
      int timestep = k;
      metrics.add(loss(shard, trained, k).setDevice(device).build());
      speeds.forEach(
          (name, value) ->
              metrics.add(
                  metric(shard.run(), trained, name, timestep)
                      .setValue(value)
                      .setN(trained.steps())
                      .setDevice(device)
                      .build()));
    }
    return metrics;
  }

  /**
   * That the shard has reached the milestone.
   *
   * @param device on which it was trained, for people
   * @param instance name of the writer
   * @param epoch of the writer
   */
  public static MilestoneReached reached(
      Shard shard,
      TrainedMilestone trained,
      TrainingSet set,
      String device,
      String instance,
      int epoch) {
    Run run = shard.run();
    return MilestoneReached.newBuilder()
        .setRun(run.id())
        .setMilestone(trained.milestone())
        .setShard(shard.number())
        .setFirstTimestep(shard.first())
        .setLastTimestep(shard.last())
        .setHalf(shard.half())
        .setOffsets(set.place())
        .setHeldOut(set.heldOut())
        .setSteps(trained.steps())
        .setSeconds(trained.seconds())
        .setDevice(device)
        .setEpoch(epoch)
        .setInstance(instance)
        .setSpecHash(run.hash())
        .build();
  }

  private static Metric.Builder loss(Shard shard, TrainedMilestone trained, int timestep) {
    Run run = shard.run();
    double confidence = run.spec().getEvaluation().getConfidence();
    MeanLoss loss = trained.losses().loss(timestep - shard.first(), confidence);
    return metric(run, trained, MetricName.NOISE_PREDICTION_LOSS, timestep)
        .setValue(loss.mean())
        .setLow(loss.low())
        .setHigh(loss.high())
        .setN((long) trained.losses().steps() * trained.batchSize());
  }

  private static Metric.Builder metric(
      Run run, TrainedMilestone trained, MetricName name, int timestep) {
    return Metric.newBuilder()
        .setRun(run.id())
        .setMilestone(trained.milestone())
        .setTimestep(timestep)
        .setTime(run.grid().time(timestep))
        .setMetric(name.text())
        .setEvidence(Evidence.EMPIRICAL);
  }
}
