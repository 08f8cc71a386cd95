package io.scorestream.trainer.progress;

import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneReached;
import io.scorestream.run.Run;
import io.scorestream.topics.MetricName;
import io.scorestream.trainer.training.LossWindow.MeanLoss;
import io.scorestream.trainer.training.TrainedMilestone;
import io.scorestream.trainer.training.TrainingSet;
import java.util.ArrayList;
import java.util.List;

/** What is said of a trained milestone, as events. Pure functions. */
public final class MilestoneEvents {

  private MilestoneEvents() {}

  /** One loss per timestep, then time and speeds of the whole. */
  public static List<Metric> metrics(Run run, TrainedMilestone trained) {
    List<Metric> metrics = new ArrayList<>();
    for (int k : run.timesteps()) {
      metrics.add(loss(run, trained, k));
    }
    double stepsPerSecond = trained.steps() / trained.seconds();
    double samplesPerSecond = stepsPerSecond * trained.batchSize() * run.grid().steps();
    metrics.add(whole(run, trained, MetricName.TRAINING_SECONDS, trained.seconds()));
    metrics.add(whole(run, trained, MetricName.STEPS_PER_SECOND, stepsPerSecond));
    metrics.add(whole(run, trained, MetricName.SAMPLES_PER_SECOND, samplesPerSecond));
    return metrics;
  }

  /**
   * That the milestone is reached.
   *
   * @param device on which it was trained, for people
   * @param epoch of the writer
   */
  public static MilestoneReached reached(
      Run run, TrainedMilestone trained, TrainingSet set, String device, int epoch) {
    return MilestoneReached.newBuilder()
        .setRun(run.id())
        .setMilestone(trained.milestone())
        .setOffsets(set.place())
        .setHeldOut(set.heldOut())
        .setSteps(trained.steps())
        .setSeconds(trained.seconds())
        .setDevice(device)
        .setEpoch(epoch)
        .setSpecHash(run.hash())
        .build();
  }

  private static Metric loss(Run run, TrainedMilestone trained, int timestep) {
    MeanLoss loss = trained.losses().loss(timestep - 1, run.spec().getEvaluation().getConfidence());
    return metric(run, trained, MetricName.NOISE_PREDICTION_LOSS)
        .setTimestep(timestep)
        .setTime(run.grid().time(timestep))
        .setValue(loss.mean())
        .setLow(loss.low())
        .setHigh(loss.high())
        .setN((long) trained.losses().steps() * trained.batchSize())
        .build();
  }

  private static Metric whole(Run run, TrainedMilestone trained, MetricName name, double value) {
    return metric(run, trained, name).setValue(value).setN(trained.steps()).build();
  }

  private static Metric.Builder metric(Run run, TrainedMilestone trained, MetricName name) {
    return Metric.newBuilder()
        .setRun(run.id())
        .setMilestone(trained.milestone())
        .setMetric(name.text())
        .setEvidence(Evidence.EMPIRICAL);
  }
}
