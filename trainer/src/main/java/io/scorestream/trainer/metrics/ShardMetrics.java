package io.scorestream.trainer.metrics;

import static java.util.Objects.requireNonNull;

import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.run.Run;
import io.scorestream.run.Shard;
import io.scorestream.topics.Keys;
import io.scorestream.topics.MetricName;

/**
 * Measurements of a shard as events, each at the grain at which it was made: of one timestep, or of
 * the shard as a whole. Pure functions.
 */
public final class ShardMetrics {

  private ShardMetrics() {}

  /** A measurement of one of the shard's timesteps. */
  public static Metric.Builder ofTimestep(
      Shard shard, long milestone, int timestep, MetricName name) {
    Run run = shard.run();
    return metric(shard, milestone, name).setTimestep(timestep).setTime(run.grid().time(timestep));
  }

  /** A measurement of the shard. */
  public static Metric.Builder ofShard(Shard shard, long milestone, MetricName name) {
    return metric(shard, milestone, name).setShard(shard.number());
  }

  /** Key of either's record. */
  public static String key(Metric metric) {
    return metric.getShard() == null
        ? Keys.timestep(
            metric.getRun(), metric.getMilestone(), requireNonNull(metric.getTimestep()))
        : Keys.shardMetric(metric.getRun(), metric.getMilestone(), metric.getShard());
  }

  private static Metric.Builder metric(Shard shard, long milestone, MetricName name) {
    return Metric.newBuilder()
        .setRun(shard.run().id())
        .setIncarnation(shard.incarnation())
        .setMilestone(milestone)
        .setMetric(name.text())
        .setEvidence(Evidence.EMPIRICAL);
  }
}
