package io.scorestream.trainer.progress;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.NetworkRecords;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.SampleHalf;
import io.scorestream.run.RunState;
import io.scorestream.run.Shard;
import io.scorestream.topics.MetricName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MilestoneEventsTest {

  private static final double PUBLISHING = 0.5;

  private final RunState run = Milestones.again(Milestones.run("r"));

  /** Timesteps 3 and 4 of all samples. */
  private final Shard shard = run.shards().get(1);

  private final List<Metric> metrics =
      MilestoneEvents.metrics(shard, Milestones.trained(shard, 64), PUBLISHING, Milestones.DEVICE);

  @Test
  void metrics_ofTimesteps_areTheMeanLossesOfTheLastSteps() {
    List<Metric> losses =
        metrics.stream()
            .filter(it -> it.getMetric().equals(MetricName.NOISE_PREDICTION_LOSS.text()))
            .toList();

    assertThat(losses).extracting(Metric::getTimestep).containsExactly(3, 4);
    assertThat(losses).extracting(Metric::getValue).containsExactly(6.0, 8.0);
    // Two losses k and 3k have a standard error of k, and 95 % are within 1.96 of them.
    assertThat(losses.get(1).getLow()).isCloseTo(8 - 1.96 * 4, within(1e-3));
    assertThat(losses.get(1).getHigh()).isCloseTo(8 + 1.96 * 4, within(1e-3));
    assertThat(losses).allMatch(it -> it.getN() == 2 * Milestones.BATCH);
  }

  @Test
  void metrics_ofTheShard_areItsTimesAndSpeeds() {
    Map<String, Double> values =
        metrics.stream()
            .filter(it -> it.getShard() != null)
            .collect(toMap(Metric::getMetric, Metric::getValue));

    assertThat(values)
        .containsOnly(
            Map.entry(MetricName.TRAINING_SECONDS.text(), 4.5),
            Map.entry(MetricName.DATA_SECONDS.text(), 1.0),
            Map.entry(MetricName.COMPUTE_SECONDS.text(), 3.0),
            Map.entry(MetricName.PUBLISHING_SECONDS.text(), 0.5),
            Map.entry(MetricName.STEPS_PER_SECOND.text(), 50.0),
            Map.entry(MetricName.SAMPLES_PER_SECOND.text(), 800.0),
            Map.entry(MetricName.MEMORISATION_STEP.text(), 150.0));
  }

  @Test
  void metrics_sayOfWhatTheyAre() {
    assertThat(metrics)
        .allMatch(it -> it.getRun().equals("r") && it.getMilestone() == 64)
        .allMatch(it -> it.getIncarnation() == 1)
        .allMatch(it -> Milestones.DEVICE.equals(it.getDevice()))
        .allMatch(it -> it.getShard() == null || it.getN() == Milestones.STEPS);
  }

  @Test
  void reached_saysAllThatSomebodyElseNeedsToGoOn() {
    Shard half = run.shards().get(3);
    List<NetworkRecords> places =
        List.of(new NetworkRecords(3, new RecordOffset(1, 2L), new RecordOffset(3, 4L)));

    assertThat(
            MilestoneEvents.reached(
                half,
                Milestones.trained(half, 64),
                Milestones.set(64),
                places,
                Milestones.DEVICE,
                "an instance",
                5))
        .isEqualTo(
            MilestoneReached.newBuilder()
                .setRun("r")
                .setIncarnation(1)
                .setMilestone(64)
                .setShard(3)
                .setFirstTimestep(3)
                .setLastTimestep(4)
                .setHalf(SampleHalf.FIRST)
                .setOffsets(Milestones.set(64).place())
                .setNetworks(places)
                .setHeldOut(16)
                .setSamplesHash("hash of 64")
                .setSteps(Milestones.STEPS)
                .setSeconds(4)
                .setDevice(Milestones.DEVICE)
                .setEpoch(5)
                .setInstance("an instance")
                .setSpecHash(run.run().hash())
                .build());
  }
}
